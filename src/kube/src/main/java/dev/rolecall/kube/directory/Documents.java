package dev.rolecall.kube.directory;

import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import java.util.ArrayList;
import java.util.List;

/** Policy documents of resources, and those that stand for what cannot be read. */
final class Documents {
  private static final String DENIES_EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}\
      """;

  private Documents() {}

  /** The documents of a list of named policies, {@code spec.policies}. */
  static List<PolicyDocument> list(ManifestReading.Read read, String path) {
    List<PolicyDocument> documents = new ArrayList<>();
    PolicyDocument next = read.policies().get(path + "[0].document");
    while (next != null) {
      documents.add(next);
      next = read.policies().get(path + "[" + documents.size() + "].document");
    }
    return documents;
  }

  /** The same document under another name. */
  static PolicyDocument renamed(PolicyDocument document, String name) {
    return new PolicyDocument(name, document.type(), document.statements(), document.json());
  }

  /** A managed policy as a boundary: both have one grammar and one quota. */
  static PolicyDocument asBoundary(PolicyDocument managed, String name) {
    return new PolicyDocument(
        name, PolicyType.PERMISSIONS_BOUNDARY, managed.statements(), managed.json());
  }

  /** What stands for a limit that cannot be read: nothing is allowed, and nothing granted. */
  static PolicyDocument denyingEverything(PolicyType type, String name) {
    return switch (PolicyReader.read(type, name, DENIES_EVERYTHING)) {
      case PolicyReading.Read read -> read.document();
      case PolicyReading.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }
}
