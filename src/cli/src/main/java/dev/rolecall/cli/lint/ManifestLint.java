package dev.rolecall.cli.lint;

import dev.rolecall.cli.lint.LintedFile.Located;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.kube.lint.ResourceLint;
import dev.rolecall.kube.manifest.ManifestProblem;
import dev.rolecall.kube.manifest.MetadataCheck;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.lint.Finding;
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
    ResourceLint lint = ResourceLint.of(quotas, resource);
    Stream<Located> own =
        Stream.concat(MetadataCheck.check(resource).stream(), lint.problems().stream())
            .distinct()
            .map(problem -> new Located(subject, finding(problem)));
    Stream<Located> ofPolicies =
        lint.findings().stream()
            .map(found -> new Located(subject + ", " + found.policy().path(), found.finding()));
    return Stream.concat(own, ofPolicies).toList();
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
