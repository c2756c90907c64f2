package dev.rolecall.kube.lint;

import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.kube.manifest.EmbeddedPolicy;
import dev.rolecall.kube.manifest.ManifestProblem;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.manifest.ResourceKind;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.lint.PolicyLint;
import java.util.List;

/**
 * What may be wrong with one resource.
 *
 * @param problems of the resource itself, for which it must not be used
 * @param findings of its policies: those for which they must not be used, and all others
 */
public record ResourceLint(List<ManifestProblem> problems, List<PolicyFinding> findings) {
  public ResourceLint {
    problems = List.copyOf(problems);
    findings = List.copyOf(findings);
  }

  /** Lints a resource of one of Rolecall's kinds, or what says that it is one. */
  public static ResourceLint of(PolicyQuotas quotas, JsonObject resource) {
    List<EmbeddedPolicy> policies = policies(resource);
    List<ManifestProblem> problems =
        ManifestReader.read(quotas, resource) instanceof ManifestReading.Refused refused
            ? refused.problems().stream()
                .filter(problem -> policies.stream().noneMatch(policy -> isOf(problem, policy)))
                .distinct()
                .toList()
            : List.of();
    return new ResourceLint(
        problems,
        policies.stream()
            .flatMap(policy ->
                PolicyLint.check(quotas, policy.type(), policy.document()).stream()
                    .map(finding -> new PolicyFinding(policy, finding)))
            .toList());
  }

  /** The policies of a resource, right or wrong. */
  static List<EmbeddedPolicy> policies(JsonObject resource) {
    return resource
        .get("kind")
        .filter(JsonString.class::isInstance)
        .flatMap(kind -> ResourceKind.named(((JsonString) kind).value()))
        .flatMap(kind ->
            resource
                .get("spec")
                .filter(JsonObject.class::isInstance)
                .map(spec -> EmbeddedPolicy.of(kind, (JsonObject) spec)))
        .orElse(List.of());
  }

  /** Of policies their own lint speaks, with its codes. */
  private static boolean isOf(ManifestProblem problem, EmbeddedPolicy policy) {
    String path = problem.path().text();
    String whole = policy.path().text();
    return path.equals(whole) || path.startsWith(whole + ".") || path.startsWith(whole + "[");
  }
}
