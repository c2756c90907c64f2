package dev.rolecall.cli.lint;

import dev.rolecall.cli.lint.LintedFile.Located;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.kube.manifest.EmbeddedPolicy;
import dev.rolecall.kube.manifest.ManifestProblem;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.manifest.MetadataCheck;
import dev.rolecall.kube.manifest.ResourceKind;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.lint.Finding;
import dev.rolecall.policy.lint.PolicyLint;
import dev.rolecall.policy.lint.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lints manifests of Rolecall's kinds, alone or in a {@code List}: themselves and their policies.
 */
final class ManifestLint {
  private static final String GROUP = "rolecall.dev/";

  private final PolicyQuotas quotas;

  ManifestLint(PolicyQuotas quotas) {
    this.quotas = quotas;
  }

  /** Whether a tree is a manifest of these kinds, or a list with one. */
  static boolean isManifest(JsonValue tree) {
    return isOfGroup(tree) || items(tree).anyMatch(ManifestLint::isManifest);
  }

  private static boolean isOfGroup(JsonValue tree) {
    return text(tree, "apiVersion").startsWith(GROUP);
  }

  private static Stream<JsonValue> items(JsonValue tree) {
    return text(tree, "kind").equals("List")
            && tree instanceof JsonObject list
            && list.get("items").orElse(null) instanceof JsonArray items
        ? items.elements().stream()
        : Stream.empty();
  }

  private static String text(JsonValue tree, String field) {
    return tree instanceof JsonObject object
            && object.get(field).orElse(null) instanceof JsonString string
        ? string.value()
        : "";
  }

  List<Located> check(JsonValue tree) {
    if (isOfGroup(tree) && tree instanceof JsonObject resource) {
      return checkResource(resource);
    }
    return items(tree).flatMap(item -> check(item).stream()).toList();
  }

  private List<Located> checkResource(JsonObject resource) {
    String name = resource.get("metadata").map(metadata -> text(metadata, "name")).orElse("");
    String subject = text(resource, "kind") + " '" + name + "'";
    List<EmbeddedPolicy> policies = policies(resource);
    Stream<Located> own =
        problems(resource)
            .filter(problem -> policies.stream().noneMatch(policy -> isOf(problem, policy)))
            .map(problem -> new Located(subject, finding(problem)));
    Stream<Located> ofPolicies =
        policies.stream()
            .flatMap(policy ->
                PolicyLint.check(quotas, policy.type(), policy.document()).stream()
                    .map(finding -> new Located(subject + ", " + policy.path(), finding)));
    return Stream.concat(own, ofPolicies).toList();
  }

  private static List<EmbeddedPolicy> policies(JsonObject resource) {
    return ResourceKind.named(text(resource, "kind"))
        .flatMap(kind ->
            resource
                .get("spec")
                .filter(JsonObject.class::isInstance)
                .map(spec -> EmbeddedPolicy.of(kind, (JsonObject) spec)))
        .orElse(List.of());
  }

  private Stream<ManifestProblem> problems(JsonObject resource) {
    Stream<ManifestProblem> read =
        ManifestReader.read(quotas, resource) instanceof ManifestReading.Refused refused
            ? refused.problems().stream()
            : Stream.of();
    return Stream.concat(MetadataCheck.check(resource).stream(), read).distinct();
  }

  /** Of policies their own lint speaks, with its codes. */
  private static boolean isOf(ManifestProblem problem, EmbeddedPolicy policy) {
    String path = problem.path().text();
    String whole = policy.path().text();
    return path.equals(whole) || path.startsWith(whole + ".") || path.startsWith(whole + "[");
  }

  private static Finding finding(ManifestProblem problem) {
    String path = problem.path().text();
    return new Finding(
        "INVALID_MANIFEST",
        Severity.ERROR,
        "",
        problem.position(),
        (path.isEmpty() ? "the resource" : path) + ": " + problem.message() + ".",
        "",
        Optional.empty());
  }
}
