package dev.rolecall.kube.manifest;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.text.Spelling;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads resources of Rolecall's kinds: types, patterns and limits of the kind's definition, unknown
 * fields, policy documents, and what a schema cannot say. What a resource refers to is not looked
 * at.
 */
public final class ManifestReader {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final Set<String> TOP = Set.of("apiVersion", "kind", "metadata", "spec", "status");

  private ManifestReader() {}

  /** Reads a tree with AWS's quotas of policies. */
  public static ManifestReading read(JsonValue tree) {
    return read(PolicyQuotas.AWS_DEFAULTS, tree);
  }

  /** Reads a tree, as it came from a file or from an API server's admission request. */
  public static ManifestReading read(PolicyQuotas quotas, JsonValue tree) {
    List<ManifestProblem> problems = new ArrayList<>();
    Optional<ResourceKind> kind = kind(tree, problems);
    if (kind.isEmpty()) {
      return new ManifestReading.Refused(problems);
    }
    Map<String, PolicyDocument> policies = check(quotas, kind.get(), (JsonObject) tree, problems);
    return problems.isEmpty()
        ? typed(kind.get(), tree, policies)
        : new ManifestReading.Refused(problems);
  }

  /** Metadata and status are not of the schema that was checked. */
  private static ManifestReading typed(
      ResourceKind kind, JsonValue tree, Map<String, PolicyDocument> policies) {
    try {
      return new ManifestReading.Read(kind, TypedObjects.read(tree, kind.type()), policies);
    } catch (JsonException e) {
      List<ManifestProblem> problems = new ArrayList<>();
      add(problems, FieldPath.ROOT, e.position(), String.valueOf(e.getMessage()));
      return new ManifestReading.Refused(problems);
    }
  }

  /** Reads an object of one of the kinds' types: it may hold unknown fields and bad values. */
  public static ManifestReading read(PolicyQuotas quotas, HasMetadata resource) {
    List<ManifestProblem> problems = new ArrayList<>();
    JsonObject tree;
    try {
      tree = (JsonObject) Json.of(SERIALIZATION.convertValue(resource, Map.class));
    } catch (IllegalArgumentException e) {
      add(problems, FieldPath.ROOT, Position.NONE, "cannot be read: " + e.getMessage());
      return new ManifestReading.Refused(problems);
    }
    Optional<ResourceKind> kind = kind(tree, problems);
    if (kind.isEmpty()) {
      return new ManifestReading.Refused(problems);
    }
    Map<String, PolicyDocument> policies = check(quotas, kind.get(), tree, problems);
    return problems.isEmpty()
        ? new ManifestReading.Read(kind.get(), resource, policies)
        : new ManifestReading.Refused(problems);
  }

  private static Optional<ResourceKind> kind(JsonValue tree, List<ManifestProblem> problems) {
    if (!(tree instanceof JsonObject resource)) {
      add(problems, FieldPath.ROOT, tree.position(), "must be an object with apiVersion and kind");
      return Optional.empty();
    }
    Optional<ResourceKind> kind = Fields.text(resource, "kind").flatMap(ResourceKind::named);
    if (kind.isEmpty()) {
      add(problems, FieldPath.ROOT.member("kind"), tree.position(), "must be one of " + kinds());
    }
    if (!Fields.text(resource, "apiVersion").equals(Optional.of(ResourceKind.API_VERSION))) {
      FieldPath path = FieldPath.ROOT.member("apiVersion");
      add(problems, path, tree.position(), "must be " + ResourceKind.API_VERSION);
      return Optional.empty();
    }
    return kind;
  }

  private static Map<String, PolicyDocument> check(
      PolicyQuotas quotas, ResourceKind kind, JsonObject resource, List<ManifestProblem> problems) {
    checkTop(resource, problems);
    JSONSchemaProps schema = kind.schema().getProperties().get("spec");
    Optional<JsonValue> value = resource.get("spec");
    FieldPath path = FieldPath.ROOT.member("spec");
    if (schema == null || value.isEmpty()) {
      add(problems, path, resource.position(), "is required");
      return Map.of();
    }
    new SchemaCheck(problems).check(path, schema, value.get());
    if (!(value.get() instanceof JsonObject spec)) {
      return Map.of();
    }
    Map<String, PolicyDocument> policies = new PolicyCheck(quotas, problems).read(kind, spec);
    new RuleCheck(quotas, problems, resource, spec).check(kind, policies.values());
    return policies;
  }

  private static void checkTop(JsonObject resource, List<ManifestProblem> problems) {
    new SchemaCheck(problems).checkTwice(FieldPath.ROOT, resource);
    for (Member member : resource.members()) {
      if (!TOP.contains(member.name())) {
        String advice =
            Spelling.nearest(member.name(), TOP)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; everything but metadata stands below spec");
        add(
            problems,
            FieldPath.ROOT.member(member.name()),
            member.position(),
            "unknown field" + advice);
      }
    }
  }

  private static String kinds() {
    return Arrays.stream(ResourceKind.values())
        .map(ResourceKind::kind)
        .collect(Collectors.joining(", "));
  }

  private static void add(
      List<ManifestProblem> problems, FieldPath path, Position position, String message) {
    problems.add(new ManifestProblem(path, position, message));
  }
}
