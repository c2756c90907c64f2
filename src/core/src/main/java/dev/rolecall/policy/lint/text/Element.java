package dev.rolecall.policy.lint.text;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of a document and its place.
 *
 * @param pointer a JSON pointer (RFC 6901)
 * @param position where to look: the value's name, or the value where it has none
 */
public record Element(JsonValue value, String pointer, Position position) {
  static Element root(JsonValue document) {
    return new Element(document, "", document.position());
  }

  /** The last part of the pointer as it is written in the document. */
  public String name() {
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    return last.replace("~1", "/").replace("~0", "~");
  }

  /** An object's members, in their order; none where the value is no object. */
  public List<Element> members() {
    if (!(value instanceof JsonObject object)) {
      return List.of();
    }
    return object.members().stream().map(this::member).toList();
  }

  private Element member(JsonValue.Member member) {
    String escaped = member.name().replace("~", "~0").replace("/", "~1");
    return new Element(member.value(), pointer + "/" + escaped, member.position());
  }

  /** The first member of this name. */
  public Optional<Element> member(String name) {
    return members().stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** The elements of an array, or the value itself where it is not one. */
  public List<Element> oneOrMany() {
    if (!(value instanceof JsonArray array)) {
      return List.of(this);
    }
    List<Element> elements = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      Position found = element.position().equals(Position.NONE) ? position : element.position();
      elements.add(new Element(element, pointer + "/" + elements.size(), found));
    }
    return elements;
  }

  public boolean isEmptyArray() {
    return value instanceof JsonArray array && array.elements().isEmpty();
  }

  public boolean isEmptyObject() {
    return value instanceof JsonObject object && object.members().isEmpty();
  }

  /** Text, or a number or boolean as the text it was written as. */
  public Optional<String> text() {
    return switch (value) {
      case JsonString string -> Optional.of(string.value());
      case JsonNumber number -> Optional.of(number.text());
      case JsonBoolean bool -> Optional.of(Boolean.toString(bool.value()));
      default -> Optional.empty();
    };
  }
}
