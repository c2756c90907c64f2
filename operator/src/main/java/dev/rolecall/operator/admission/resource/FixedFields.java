package dev.rolecall.operator.admission.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Fields that never change once an object is there, as on AWS: others know it by them, and a
 * session that was issued goes on with them.
 */
public final class FixedFields {
  private record Field(String path, String what, String fix, Function<JsonNode, String> value) {}

  private static final Map<String, List<Field>> FIELDS =
      Map.of(
          "IAMRole",
          List.of(
              named("roleName", "a role's name", "make a new IAMRole and delete this one"),
              path("a role's path", "make a new IAMRole and delete this one")),
          "IAMPolicy",
          List.of(
              named("policyName", "a policy's name", "make a new IAMPolicy"),
              path("a policy's path", "make a new IAMPolicy")),
          "OIDCProvider",
          List.of(
              new Field(
                  "spec.url",
                  "a provider's URL",
                  "make a new OIDCProvider",
                  object -> object.path("spec").path("url").asText())));

  private FixedFields() {}

  /**
   * One sentence for each that an update changes.
   *
   * @param before null where the object is new
   */
  public static List<String> problems(String kind, JsonNode object, JsonNode before) {
    return before.isObject()
        ? FIELDS.getOrDefault(kind, List.of()).stream()
            .flatMap(field -> problem(field, object, before))
            .toList()
        : List.of();
  }

  private static Stream<String> problem(Field field, JsonNode object, JsonNode before) {
    String was = field.value().apply(before);
    return was.equals(field.value().apply(object))
        ? Stream.empty()
        : Stream.of(
            "%s: %s never changes; it is '%s': %s"
                .formatted(field.path(), field.what(), was, field.fix()));
  }

  /** A name that is the object's where the spec has none. */
  private static Field named(String field, String what, String fix) {
    return new Field(
        "spec." + field,
        what,
        fix,
        object ->
            object.path("spec").path(field).asText(object.path("metadata").path("name").asText()));
  }

  private static Field path(String what, String fix) {
    return new Field(
        "spec.path", what, fix, object -> object.path("spec").path("path").asText("/"));
  }
}
