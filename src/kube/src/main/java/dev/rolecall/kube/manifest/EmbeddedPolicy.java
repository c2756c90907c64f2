package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyType;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy document in a resource, right or wrong.
 *
 * @param type what its place makes it
 * @param name what decisions call it, {@code inline policy 'documents'}
 */
public record EmbeddedPolicy(PolicyType type, String name, FieldPath path, JsonObject document) {
  private static final FieldPath SPEC = FieldPath.ROOT.member("spec");

  /** All of a resource's spec; what is no object is the schema's concern. */
  public static List<EmbeddedPolicy> of(ResourceKind kind, JsonObject spec) {
    return switch (kind) {
      case ACCOUNT -> ofAccount(spec);
      case IAM_ROLE -> {
        List<EmbeddedPolicy> all = new ArrayList<>();
        all.addAll(member(PolicyType.TRUST, "trust policy", "trustPolicy", spec));
        all.addAll(named(PolicyType.IDENTITY, "inline policy", SPEC, spec));
        yield all;
      }
      case IAM_POLICY -> member(PolicyType.IDENTITY, "managed policy", "document", spec);
      case ROLE_ASSOCIATION ->
          member(PolicyType.SESSION, "the association's session policy", "sessionPolicy", spec);
      case OIDC_PROVIDER, INSTANCE_PROFILE, TASK_DEFINITION, TASK -> List.of();
    };
  }

  private static List<EmbeddedPolicy> ofAccount(JsonObject spec) {
    List<EmbeddedPolicy> all = new ArrayList<>();
    all.addAll(
        member(
            PolicyType.PERMISSIONS_BOUNDARY,
            "the account's permissions boundary",
            "permissionsBoundary",
            spec));
    Fields.objects(SPEC, "guardrails", spec)
        .forEach((path, level) ->
            all.addAll(named(PolicyType.SCP, "service control policy", path, level)));
    return all;
  }

  private static List<EmbeddedPolicy> member(
      PolicyType type, String name, String field, JsonObject holder) {
    return of(type, name, SPEC.member(field), holder.get(field).stream().toList());
  }

  /** The documents of {@code policies}, a list of objects with name and document. */
  private static List<EmbeddedPolicy> named(
      PolicyType type, String what, FieldPath path, JsonObject holder) {
    return Fields.objects(path, "policies", holder).entrySet().stream()
        .flatMap(entry -> {
          JsonObject policy = entry.getValue();
          String name = what + " '" + Fields.text(policy, "name").orElse("") + "'";
          FieldPath place = entry.getKey().member("document");
          return of(type, name, place, policy.get("document").stream().toList()).stream();
        })
        .toList();
  }

  private static List<EmbeddedPolicy> of(
      PolicyType type, String name, FieldPath path, List<JsonValue> documents) {
    return documents.stream()
        .filter(JsonObject.class::isInstance)
        .map(document -> new EmbeddedPolicy(type, name, path, (JsonObject) document))
        .toList();
  }
}
