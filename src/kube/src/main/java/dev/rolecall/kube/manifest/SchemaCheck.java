package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.text.Spelling;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value against the schema of a custom resource definition, and refuses what an API server
 * would let pass: unknown fields and fields given twice. An object without properties is free-form.
 */
final class SchemaCheck {
  private final List<ManifestProblem> problems;

  SchemaCheck(List<ManifestProblem> problems) {
    this.problems = problems;
  }

  void check(FieldPath path, JSONSchemaProps schema, JsonValue value) {
    switch (value) {
      case JsonObject object when is(schema, "object") -> checkObject(path, schema, object);
      case JsonArray array when is(schema, "array") -> checkArray(path, schema, array);
      case JsonString text when is(schema, "string") ->
          ScalarCheck.text(schema, text.value()).ifPresent(problem -> add(path, value, problem));
      case JsonNumber number when is(schema, "integer") ->
          ScalarCheck.integer(schema, number).ifPresent(problem -> add(path, value, problem));
      case JsonBoolean bool when is(schema, "boolean") -> {}
      default -> add(path, value, mismatch(schema, value));
    }
  }

  private void checkObject(FieldPath path, JSONSchemaProps schema, JsonObject object) {
    Map<String, JSONSchemaProps> properties = schema.getProperties();
    JSONSchemaProps values =
        schema.getAdditionalProperties() == null
            ? null
            : schema.getAdditionalProperties().getSchema();
    if (values == null && properties.isEmpty()) {
      return;
    }
    checkTwice(path, object);
    for (Member member : object.members()) {
      JSONSchemaProps known = properties.getOrDefault(member.name(), values);
      if (known == null) {
        addUnknown(path, properties.keySet(), member);
      } else {
        check(path.member(member.name()), known, member.value());
      }
    }
    for (String required : schema.getRequired()) {
      if (object.get(required).isEmpty()) {
        add(path.member(required), object, "is required" + meaning(properties.get(required)));
      }
    }
  }

  private void addUnknown(FieldPath path, Set<String> known, Member member) {
    String advice =
        Spelling.nearest(member.name(), known)
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse("; known are " + String.join(", ", known));
    problems.add(
        new ManifestProblem(
            path.member(member.name()), member.position(), "unknown field" + advice));
  }

  /** Adds a problem for each member whose name came before. */
  void checkTwice(FieldPath path, JsonObject object) {
    Set<String> seen = new HashSet<>();
    for (Member member : object.members()) {
      if (!seen.add(member.name())) {
        problems.add(
            new ManifestProblem(
                path.member(member.name()), member.position(), "given twice; keep one"));
      }
    }
  }

  private void checkArray(FieldPath path, JSONSchemaProps schema, JsonArray array) {
    int size = array.elements().size();
    if (schema.getMinItems() != null && size < schema.getMinItems()) {
      add(path, array, "needs at least " + schema.getMinItems() + " elements, has " + size);
    }
    if (schema.getMaxItems() != null && size > schema.getMaxItems()) {
      add(path, array, "may have at most " + schema.getMaxItems() + " elements, has " + size);
    }
    List<JsonValue> keys = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      JsonValue element = array.elements().get(i);
      check(path.element(i), schema.getItems().getSchema(), element);
      checkKey(path.element(i), schema, element, keys);
    }
  }

  /** Elements of a list that is a set or a map differ, or differ in their key; others are free. */
  private void checkKey(
      FieldPath path, JSONSchemaProps schema, JsonValue element, List<JsonValue> keys) {
    List<String> names = schema.getXKubernetesListMapKeys();
    if ("atomic".equals(schema.getXKubernetesListType())) {
      return;
    }
    JsonValue key = names.isEmpty() ? element : member(element, names.getFirst());
    if (!(key instanceof JsonString text)) {
      return;
    }
    if (keys.stream().anyMatch(other -> same(other, text))) {
      add(names.isEmpty() ? path : path.member(names.getFirst()), key, "given twice; keep one");
    }
    keys.add(key);
  }

  private static boolean same(JsonValue other, JsonString text) {
    return other instanceof JsonString string && string.value().equals(text.value());
  }

  private static @Nullable JsonValue member(JsonValue element, String name) {
    return element instanceof JsonObject object ? object.get(name).orElse(null) : null;
  }

  private static boolean is(JSONSchemaProps schema, String type) {
    return type.equals(schema.getType());
  }

  private static String mismatch(JSONSchemaProps schema, JsonValue value) {
    String found =
        switch (value) {
          case JsonObject object -> "an object";
          case JsonArray array -> "a list";
          case JsonString text -> "text";
          case JsonNumber number -> "a number";
          case JsonBoolean bool -> "a boolean";
          case JsonNull none -> "null";
        };
    return switch (schema.getType()) {
      case "object" ->
          "must be an object, not "
              + found
              + (value instanceof JsonString text && text.value().stripLeading().startsWith("{")
                  ? "; leave its quotes or '|' out, JSON is YAML too"
                  : "");
      case "array" -> "must be a list, not " + found;
      case "integer" -> "must be a whole number, not " + found;
      case "boolean" -> "must be true or false, not " + found;
      default ->
          "must be text, not "
              + found
              + (value instanceof JsonNumber || value instanceof JsonBoolean
                  ? "; put it in quotes"
                  : "");
    };
  }

  private static String meaning(@Nullable JSONSchemaProps schema) {
    return schema == null || schema.getDescription() == null ? "" : ": " + schema.getDescription();
  }

  private void add(FieldPath path, JsonValue value, String message) {
    problems.add(new ManifestProblem(path, value.position(), message));
  }
}
