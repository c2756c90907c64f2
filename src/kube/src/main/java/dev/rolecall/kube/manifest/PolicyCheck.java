package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the policy documents of a spec, each as the type that its place makes it. */
final class PolicyCheck {
  private static final FieldPath SPEC = FieldPath.ROOT.member("spec");

  private final List<ManifestProblem> problems;
  private final Map<String, PolicyDocument> documents = new LinkedHashMap<>();

  PolicyCheck(List<ManifestProblem> problems) {
    this.problems = problems;
  }

  /** The documents that could be read, by their paths. */
  Map<String, PolicyDocument> read(ResourceKind kind, JsonObject spec) {
    switch (kind) {
      case ACCOUNT -> {
        readMember(
            PolicyType.PERMISSIONS_BOUNDARY,
            "the account's permissions boundary",
            "permissionsBoundary",
            spec);
        Fields.objects(SPEC, "guardrails", spec)
            .forEach(
                (path, level) -> readNamed(PolicyType.SCP, "service control policy", path, level));
      }
      case IAM_ROLE -> {
        readMember(PolicyType.TRUST, "trust policy", "trustPolicy", spec);
        readNamed(PolicyType.IDENTITY, "inline policy", SPEC, spec);
      }
      case IAM_POLICY -> readMember(PolicyType.IDENTITY, "managed policy", "document", spec);
      case ROLE_ASSOCIATION ->
          readMember(PolicyType.SESSION, "the association's session policy", "sessionPolicy", spec);
      case OIDC_PROVIDER -> {}
    }
    return documents;
  }

  private void readMember(PolicyType type, String name, String field, JsonObject holder) {
    holder.get(field).ifPresent(document -> read(type, name, SPEC.member(field), document));
  }

  /** The documents of {@code policies}, a list of objects with name and document. */
  private void readNamed(PolicyType type, String what, FieldPath path, JsonObject holder) {
    Fields.objects(path, "policies", holder)
        .forEach((place, policy) -> {
          String name = what + " '" + Fields.text(policy, "name").orElse("") + "'";
          policy
              .get("document")
              .ifPresent(document -> read(type, name, place.member("document"), document));
        });
  }

  private void read(PolicyType type, String name, FieldPath path, JsonValue document) {
    if (!(document instanceof JsonObject)) {
      return; // The schema says so already.
    }
    switch (PolicyReader.read(type, name, document)) {
      case PolicyReading.Read read -> documents.put(path.text(), read.document());
      case PolicyReading.Refused refused ->
          refused.problems().forEach(problem -> problems.add(at(path, document, problem)));
    }
  }

  private static ManifestProblem at(FieldPath path, JsonValue document, PolicyProblem problem) {
    return new ManifestProblem(
        path.pointer(problem.pointer()),
        problem.position().line() == 0 ? document.position() : problem.position(),
        problem.message() + " [" + problem.code() + "]");
  }
}
