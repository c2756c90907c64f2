package dev.rolecall.policy.reader;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.Position;
import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.text.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A value of a document, its place, and where its problems go. */
final class Node {
  private static final int LONGEST_NAME = 200;

  private final JsonValue value;
  private final @Nullable Node parent;
  private final String token;
  private final Position position;
  private final Problems problems;

  /**
   * @param token the member's name or the element's index in the parent
   * @param position where to look: the value's name, or the value where it has none
   */
  private Node(JsonValue value, Node parent, String token, Position position) {
    this.value = value;
    this.parent = parent;
    this.token = token;
    this.position = position;
    this.problems = parent.problems;
  }

  private Node(JsonValue root, Problems problems) {
    this.value = root;
    this.parent = null;
    this.token = "";
    this.position = root.position();
    this.problems = problems;
  }

  static Node root(JsonValue document, Problems problems) {
    return new Node(document, problems);
  }

  JsonValue value() {
    return value;
  }

  Position position() {
    return position;
  }

  void problem(String code, String message) {
    problems.add(this, code, message);
  }

  /** The same, with what the name was probably meant to be, which takes time to find. */
  void problem(String code, String message, String misspelt, Iterable<String> known) {
    problem(code, problems.full() ? message : message + Spelling.hint(misspelt, known));
  }

  /** A JSON pointer (RFC 6901). Made when asked for: a name may be as long as the document. */
  String pointer() {
    return parent == null
        ? ""
        : parent.pointer() + "/" + token.replace("~", "~0").replace("/", "~1");
  }

  /**
   * The name of the member that this is, or is an element of, for sentences: a long one is cut, for
   * it may be told for each of many values. Empty for the document.
   */
  String name() {
    if (parent != null && parent.value instanceof JsonValue.JsonArray) {
      return parent.name();
    }
    return token.length() <= LONGEST_NAME ? token : token.substring(0, LONGEST_NAME) + "...";
  }

  /**
   * An object's members by name, in their order; of duplicates the first. Duplicates are problems;
   * so is a value that is not an object.
   */
  Map<String, Node> members() {
    return members(UnaryOperator.identity());
  }

  /** The same, where names that differ in case only are the same to IAM. */
  Map<String, Node> membersIgnoringCase() {
    return members(LetterCase::lower);
  }

  /** What is directly in it, with duplicates and without a problem. */
  List<Node> children() {
    return switch (value) {
      case JsonValue.JsonObject object -> object.members().stream().map(this::child).toList();
      case JsonValue.JsonArray array -> oneOrMany();
      default -> List.of();
    };
  }

  private Node child(JsonValue.Member member) {
    return new Node(member.value(), this, member.name(), member.position());
  }

  private Map<String, Node> members(UnaryOperator<String> identity) {
    Map<String, Node> members = new LinkedHashMap<>();
    if (!(value instanceof JsonValue.JsonObject object)) {
      mismatch("must be an object, {...}");
      return members;
    }
    Map<String, String> seen = new HashMap<>();
    for (JsonValue.Member member : object.members()) {
      Node node = child(member);
      String earlier = seen.putIfAbsent(identity.apply(member.name()), member.name());
      if (earlier == null) {
        members.put(member.name(), node);
      } else {
        node.duplicates(earlier);
      }
    }
    return members;
  }

  private void duplicates(String earlier) {
    if (earlier.equals(token)) {
      problem("DUPLICATE_KEY", "'" + token + "' is given twice; keep one.");
    } else {
      problem(
          "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
          "'"
              + earlier
              + "' and '"
              + token
              + "' are the same, for case does not matter here;"
              + " keep one, with the values of both.");
    }
  }

  /** The elements of an array, or the value itself where it is not one. */
  List<Node> oneOrMany() {
    if (!(value instanceof JsonValue.JsonArray array)) {
      return List.of(this);
    }
    List<Node> elements = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      Position found = element.position().equals(Position.NONE) ? position : element.position();
      elements.add(new Node(element, this, Integer.toString(elements.size()), found));
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
    mismatch("must be text, \"...\"");
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

  private void mismatch(String expected) {
    String subject = name().isEmpty() ? "A policy" : "'" + name() + "'";
    problem("DATA_TYPE_MISMATCH", subject + " " + expected + ", not " + kind() + "." + advice());
  }

  private String kind() {
    return switch (value) {
      case JsonValue.JsonObject object -> "an object";
      case JsonValue.JsonArray array -> "a list";
      case JsonValue.JsonString text -> "text";
      case JsonValue.JsonNumber number -> "a number";
      case JsonValue.JsonBoolean bool -> "a boolean";
      case JsonValue.JsonNull nothing -> "null";
    };
  }

  private String advice() {
    return value instanceof JsonValue.JsonNumber || value instanceof JsonValue.JsonBoolean
        ? " Put it in quotes."
        : "";
  }
}
