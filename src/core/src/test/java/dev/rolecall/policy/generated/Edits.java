package dev.rolecall.policy.generated;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.json.Position;
import dev.rolecall.policy.reference.PolicyTexts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of policy documents whose effect is known. */
public final class Edits {
  private Edits() {}

  /** The document with everything in it in another order: statements, elements, values. */
  public static String shuffled(String document, long seed) {
    return Json.write(shuffled(parsed(document), new Random(seed)));
  }

  /** The document with Deny in every statement. */
  public static String denying(String document) {
    return statements(document, statement -> with(statement, "Effect", text("Deny")));
  }

  /** The document without effect of its Deny statements. */
  public static String withoutDenials(String document) {
    return statements(document, statement -> is(statement, "Deny") ? muted(statement) : statement);
  }

  /** The document without effect of one of its statements. */
  public static String without(String document, int index) {
    return only(document, index, Edits::muted);
  }

  /** The same, where that statement allows. */
  public static String withoutGrant(String document, int index) {
    return only(
        document, index, statement -> is(statement, "Allow") ? muted(statement) : statement);
  }

  /** The document without the conditions of one of its statements. */
  public static String withoutCondition(String document, int index) {
    return only(document, index, statement -> without(statement, "Condition"));
  }

  private static String only(String document, int index, UnaryOperator<JsonObject> change) {
    int[] at = {0};
    return statements(
        document, statement -> at[0]++ == index ? change.apply(statement) : statement);
  }

  /** The list and one more. */
  public static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  /** The policies with another text for each document; RCPs have but one grant and keep it. */
  public static PolicyTexts each(PolicyTexts texts, UnaryOperator<String> change) {
    return new PolicyTexts(
        texts.identity().stream().map(change).toList(),
        orNull(texts.resource(), change),
        texts.boundaries().stream().map(change).toList(),
        orNull(texts.session(), change),
        texts.scps().stream().map(level -> level.stream().map(change).toList()).toList(),
        texts.rcps());
  }

  /** The policies with everything in another order: levels, documents, and what is in them. */
  public static PolicyTexts reordered(PolicyTexts texts, long seed) {
    UnaryOperator<String> inside = document -> shuffled(document, seed);
    return new PolicyTexts(
        inOtherOrder(texts.identity().stream().map(inside).toList(), seed),
        orNull(texts.resource(), inside),
        inOtherOrder(texts.boundaries().stream().map(inside).toList(), seed),
        orNull(texts.session(), inside),
        shuffledLevels(texts.scps(), inside, seed),
        shuffledLevels(texts.rcps(), inside, seed));
  }

  private static List<List<String>> shuffledLevels(
      List<List<String>> levels, UnaryOperator<String> inside, long seed) {
    return inOtherOrder(
        levels.stream()
            .map(level -> inOtherOrder(level.stream().map(inside).toList(), seed))
            .toList(),
        seed);
  }

  private static <T> List<T> inOtherOrder(List<T> list, long seed) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private static @Nullable String orNull(@Nullable String document, UnaryOperator<String> change) {
    return document == null ? null : change.apply(document);
  }

  /** The statement, about no action. */
  private static JsonObject muted(JsonObject statement) {
    JsonValue nothing = new JsonArray(List.of(), statement.position());
    return with(without(statement, "NotAction"), "Action", nothing);
  }

  private static JsonObject without(JsonObject object, String name) {
    return new JsonObject(
        object.members().stream().filter(member -> !member.name().equals(name)).toList(),
        object.position());
  }

  private static boolean is(JsonObject statement, String effect) {
    return statement.get("Effect").orElseThrow() instanceof JsonString(var value, var position)
        && value.equals(effect);
  }

  private static JsonValue text(String text) {
    return new JsonString(text, Position.NONE);
  }

  private static JsonObject with(JsonObject object, String name, JsonValue value) {
    return new JsonObject(
        plus(without(object, name).members(), new Member(name, value, object.position())),
        object.position());
  }

  private static String statements(String document, UnaryOperator<JsonObject> change) {
    JsonObject root = (JsonObject) parsed(document);
    JsonValue statements = root.get("Statement").orElseThrow();
    List<JsonValue> elements =
        statements instanceof JsonArray array ? array.elements() : List.of(statements);
    List<JsonValue> changed =
        elements.stream()
            .<JsonValue>map(statement -> change.apply((JsonObject) statement))
            .toList();
    return Json.write(with(root, "Statement", new JsonArray(changed, root.position())));
  }

  private static JsonValue shuffled(JsonValue value, Random random) {
    return switch (value) {
      case JsonArray array -> {
        List<JsonValue> elements =
            new ArrayList<>(
                array.elements().stream().map(element -> shuffled(element, random)).toList());
        Collections.shuffle(elements, random);
        yield new JsonArray(elements, array.position());
      }
      case JsonObject object -> {
        List<Member> members =
            new ArrayList<>(
                object.members().stream()
                    .map(member ->
                        new Member(
                            member.name(), shuffled(member.value(), random), member.position()))
                    .toList());
        Collections.shuffle(members, random);
        yield new JsonObject(members, object.position());
      }
      default -> value;
    };
  }

  private static JsonValue parsed(String document) {
    try {
      return Json.parse(document);
    } catch (JsonException e) {
      throw new IllegalStateException(document, e);
    }
  }
}
