package dev.rolecall.policy.reader;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a document, its place, and the list that problems go to.
 *
 * @param pointer a JSON pointer (RFC 6901)
 * @param position where to look: the value's name, or the value where it has none
 */
record Node(JsonValue value, String pointer, Position position, List<PolicyProblem> problems) {
  static Node root(JsonValue document, List<PolicyProblem> problems) {
    return new Node(document, "", document.position(), problems);
  }

  void problem(String code, String message) {
    problems.add(new PolicyProblem(code, pointer, position, message));
  }

  /** The last part of the pointer as it is written in the document. */
  String name() {
    String last = pointer.substring(pointer.lastIndexOf('/') + 1);
    return last.replace("~1", "/").replace("~0", "~");
  }

  /**
   * An object's members by name, in their order; of duplicates the first. Duplicates are problems,
   * also those that differ in case only; so is a value that is not an object.
   */
  Map<String, Node> members() {
    Map<String, Node> members = new LinkedHashMap<>();
    if (!(value instanceof JsonValue.JsonObject object)) {
      problem("DATA_TYPE_MISMATCH", subject() + " must be an object, {...}.");
      return members;
    }
    Map<String, String> seen = new HashMap<>();
    for (JsonValue.Member member : object.members()) {
      Node node = member(member);
      String earlier = seen.putIfAbsent(member.name().toLowerCase(Locale.ROOT), member.name());
      if (earlier == null) {
        members.put(member.name(), node);
      } else {
        node.problem(
            "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
            earlier.equals(member.name())
                ? "'" + earlier + "' is given twice; keep one."
                : "'" + earlier + "' and '" + member.name() + "' are the same; keep one.");
      }
    }
    return members;
  }

  /** The elements of an array, or the value itself where it is not one. */
  List<Node> oneOrMany() {
    if (!(value instanceof JsonValue.JsonArray array)) {
      return List.of(this);
    }
    List<Node> elements = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      String place = pointer + "/" + elements.size();
      Position found = element.position().equals(Position.NONE) ? position : element.position();
      elements.add(new Node(element, place, found, problems));
    }
    return elements;
  }

  boolean isEmptyArray() {
    return value instanceof JsonValue.JsonArray array && array.elements().isEmpty();
  }

  /** Text; anything else is a problem. */
  Optional<String> text() {
    if (value instanceof JsonValue.JsonString string) {
      return Optional.of(string.value());
    }
    problem("DATA_TYPE_MISMATCH", subject() + " must be text.");
    return Optional.empty();
  }

  /** Text, or a number or boolean as the text it was written as; anything else is a problem. */
  Optional<String> scalar() {
    return switch (value) {
      case JsonValue.JsonNumber number -> Optional.of(number.text());
      case JsonValue.JsonBoolean bool -> Optional.of(Boolean.toString(bool.value()));
      default -> text();
    };
  }

  private Node member(JsonValue.Member member) {
    String escaped = member.name().replace("~", "~0").replace("/", "~1");
    return new Node(member.value(), pointer + "/" + escaped, member.position(), problems);
  }

  private String subject() {
    return pointer.isEmpty() ? "A policy" : "'" + name() + "'";
  }
}
