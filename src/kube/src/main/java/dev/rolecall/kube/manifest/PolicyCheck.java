package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the policy documents of a spec, each as the type that its place makes it. */
final class PolicyCheck {
  private final PolicyQuotas quotas;
  private final List<ManifestProblem> problems;
  private final Map<String, PolicyDocument> documents = new LinkedHashMap<>();

  PolicyCheck(PolicyQuotas quotas, List<ManifestProblem> problems) {
    this.quotas = quotas;
    this.problems = problems;
  }

  /** The documents that could be read, by their paths. */
  Map<String, PolicyDocument> read(ResourceKind kind, JsonObject spec) {
    EmbeddedPolicy.of(kind, spec).forEach(this::read);
    return documents;
  }

  private void read(EmbeddedPolicy policy) {
    switch (PolicyReader.read(quotas, policy.type(), policy.name(), policy.document())) {
      case PolicyReading.Read read -> documents.put(policy.path().text(), read.document());
      case PolicyReading.Refused refused ->
          refused
              .problems()
              .forEach(problem -> problems.add(at(policy.path(), policy.document(), problem)));
    }
  }

  private static ManifestProblem at(FieldPath path, JsonValue document, PolicyProblem problem) {
    return new ManifestProblem(
        path.pointer(problem.pointer()),
        problem.position().line() == 0 ? document.position() : problem.position(),
        problem.message() + " [" + problem.code() + "]");
  }
}
