package dev.rolecall.kube.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/**
 * The fields of an object as text for its description. An API server that has only OpenAPI v2
 * (before 1.24) publishes no fields below an object that keeps unknown ones, so without this text
 * {@code kubectl explain} would show nothing there. kubectl keeps lines that begin with four
 * spaces.
 */
final class FieldList {
  private static final int WIDTH = 76;
  private static final String FIRST_INDENT = "    ";

  private final StringBuilder text = new StringBuilder();

  private FieldList() {}

  static String of(JSONSchemaProps schema) {
    FieldList list = new FieldList();
    list.add(schema, FIRST_INDENT);
    return list.text.toString();
  }

  private void add(JSONSchemaProps schema, String indent) {
    schema
        .getProperties()
        .forEach((name, field) -> add(name, field, schema.getRequired().contains(name), indent));
  }

  private void add(String name, JSONSchemaProps field, boolean required, String indent) {
    JSONSchemaProps items = field.getItems() == null ? null : field.getItems().getSchema();
    String type = items == null ? field.getType() : "[]" + items.getType();
    text.append('\n').append(indent).append(name).append(" <").append(type).append('>');
    text.append(required ? " -required-" : "");
    addWrapped(field.getDescription(), indent + "  ");
    add(items == null ? field : items, indent + "  ");
  }

  private void addWrapped(String description, String indent) {
    int column = WIDTH;
    for (String word : List.of(description.split(" "))) {
      boolean fits = column + 1 + word.length() < WIDTH;
      text.append(fits ? " " : "\n" + indent).append(word);
      column = (fits ? column + 1 : indent.length()) + word.length();
    }
  }
}
