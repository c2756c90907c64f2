package dev.rolecall.sts.authorize.fields;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.json.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a JSON object's members by name and says where one is not as it must be. */
public final class JsonFields {
  private final JsonObject object;
  private final Supplier<String> path;

  private JsonFields(JsonObject object, Supplier<String> path) {
    this.object = object;
    this.path = path;
  }

  /**
   * @param path how messages call the object; empty for the root
   * @param known all members that there may be: a misspelt one must not be as if it were absent
   */
  public static JsonFields of(JsonValue value, String path, Set<String> known)
      throws FieldException {
    return of(value, () -> path, known);
  }

  /**
   * @param path likewise, which only messages ask for
   */
  public static JsonFields of(JsonValue value, Supplier<String> path, Set<String> known)
      throws FieldException {
    if (!(value instanceof JsonObject object)) {
      String called = path.get().isEmpty() ? "the text" : path.get();
      throw problem(called, value.position(), "must be an object");
    }
    List<Member> members = object.members();
    // There are no more of them than are known before one is wrong.
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (!known.contains(member.name())) {
        throw problem(join(path.get(), member.name()), member.position(), "is not known");
      }
      if (isIn(members, i, member.name())) {
        throw problem(join(path.get(), member.name()), member.position(), "is given twice");
      }
    }
    return new JsonFields(object, path);
  }

  private static boolean isIn(List<Member> members, int before, String name) {
    for (int i = 0; i < before; i++) {
      if (members.get(i).name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** A member that is there and is not null. */
  public Optional<JsonValue> value(String name) {
    return object.get(name).filter(value -> !(value instanceof JsonNull));
  }

  public JsonValue require(String name) throws FieldException {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      throw problem(path(name), object.position(), "is missing");
    }
    return value.get();
  }

  public String text(String name) throws FieldException {
    return text(require(name), () -> path(name));
  }

  /**
   * @param longest in UTF-16 units
   */
  public String text(String name, int longest) throws FieldException {
    return text(require(name), () -> path(name), longest);
  }

  public Optional<String> optionalText(String name) throws FieldException {
    Optional<JsonValue> value = value(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(text(value.get(), () -> path(name)));
  }

  public List<JsonValue> list(String name) throws FieldException {
    JsonValue value = require(name);
    if (value instanceof JsonArray array) {
      return array.elements();
    }
    throw problem(path(name), value.position(), "must be a list");
  }

  public static String text(JsonValue value, String path) throws FieldException {
    return text(value, () -> path);
  }

  private static String text(JsonValue value, Supplier<String> path) throws FieldException {
    if (value instanceof JsonString text) {
      return text.value();
    }
    throw problem(path.get(), value.position(), "must be text");
  }

  private static String text(JsonValue value, Supplier<String> path, int longest)
      throws FieldException {
    String text = text(value, path);
    if (text.length() > longest) {
      throw problem(
          path.get(),
          value.position(),
          "has %d characters of at most %d; refuse the request, or leave the text out"
              .formatted(text.length(), longest));
    }
    return text;
  }

  /**
   * One text or a list of them.
   *
   * @param longest of each, in UTF-16 units
   */
  public static List<String> texts(JsonValue value, String path, int longest)
      throws FieldException {
    if (!(value instanceof JsonArray array)) {
      return List.of(text(value, () -> path, longest));
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      texts.add(text(element, () -> path, longest));
    }
    return texts;
  }

  public FieldException problem(String name, String what) {
    Position position = object.get(name).map(JsonValue::position).orElse(object.position());
    return problem(path(name), position, what);
  }

  public static FieldException problem(String path, Position position, String what) {
    String place = position.equals(Position.NONE) ? "" : " (" + position + ")";
    return new FieldException(path + place + " " + what);
  }

  /** How messages call a member. */
  public String path(String name) {
    return join(path.get(), name);
  }

  /** Names of a list's elements for messages: {@code path.name[index]}. */
  public String element(String name, int index) {
    return path(name) + "[" + index + "]";
  }

  /** A list of texts; empty where the member is not there. */
  public List<String> optionalTexts(String name) throws FieldException {
    return value(name).isEmpty() ? List.of() : requiredTexts(name);
  }

  /** A list of at least one text. */
  public List<String> requiredTexts(String name) throws FieldException {
    List<String> texts = new ArrayList<>();
    for (JsonValue element : list(name)) {
      texts.add(text(element, element(name, texts.size())));
    }
    if (texts.isEmpty()) {
      throw problem(name, "is empty; name at least one, or leave it out");
    }
    return texts;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
