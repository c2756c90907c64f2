package dev.rolecall.policy.differential;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import dev.rolecall.policy.reference.Question.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies and a request made as small as they can be while something stays true of them. */
final class Shrinking {
  /** Policies and a request. */
  record Pair(PolicyTexts texts, Question question) {}

  private Shrinking() {}

  /** The smallest pair that can be reached by leaving things out, one after the other. */
  static Pair shrink(Pair pair, Function<Pair, Boolean> stillTrue) {
    Pair smallest = pair;
    Optional<Pair> smaller = Optional.of(pair);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = smaller(smallest).filter(stillTrue::apply).findFirst();
    }
    return smallest;
  }

  private static Stream<Pair> smaller(Pair pair) {
    PolicyTexts texts = pair.texts();
    Stream<PolicyTexts> policies =
        Stream.of(
                fewer(texts.scps()).map(texts::withScps),
                fewer(texts.rcps()).map(texts::withRcps),
                documents(texts.identity()).map(texts::withIdentity),
                documents(texts.boundaries()).map(texts::withBoundaries),
                documents(list(texts.resource())).map(one -> texts.withResource(only(one))),
                documents(list(texts.session())).map(one -> texts.withSession(only(one))))
            .flatMap(Function.identity());
    return Stream.concat(
        policies.map(fewer -> new Pair(fewer, pair.question())),
        questions(pair.question()).map(question -> new Pair(texts, question)));
  }

  private static List<String> list(@Nullable String document) {
    return document == null ? List.of() : List.of(document);
  }

  private static @Nullable String only(List<String> documents) {
    return documents.isEmpty() ? null : documents.get(0);
  }

  private static Stream<List<List<String>>> fewer(List<List<String>> levels) {
    return Stream.concat(without(levels), each(levels, level -> documents(level)));
  }

  private static Stream<List<String>> documents(List<String> documents) {
    return Stream.concat(without(documents), each(documents, document -> smallerTrees(document)));
  }

  private static Stream<String> smallerTrees(String document) {
    try {
      return smaller(Json.parse(document)).map(Json::write);
    } catch (JsonException e) {
      throw new IllegalStateException(document, e);
    }
  }

  private static Stream<JsonValue> smaller(JsonValue value) {
    return switch (value) {
      case JsonValue.JsonArray array ->
          Stream.concat(
              array.elements().size() == 1 ? array.elements().stream() : Stream.empty(),
              Stream.concat(without(array.elements()), each(array.elements(), Shrinking::smaller))
                  .map(elements -> new JsonValue.JsonArray(elements, array.position())));
      case JsonValue.JsonObject object ->
          Stream.concat(
                  without(object.members()),
                  each(
                      object.members(),
                      member ->
                          smaller(member.value())
                              .map(less ->
                                  new JsonValue.Member(member.name(), less, member.position()))))
              .map(members -> new JsonValue.JsonObject(members, object.position()));
      default -> Stream.empty();
    };
  }

  private static Stream<Question> questions(Question question) {
    return question.context().keySet().stream()
        .map(key -> {
          Map<String, Given> fewer = new LinkedHashMap<>(question.context());
          fewer.remove(key);
          return new Question(
              question.caller(),
              question.action(),
              question.resource(),
              question.resourceAccount(),
              fewer);
        });
  }

  private static <T> Stream<List<T>> without(List<T> list) {
    return Stream.iterate(0, at -> at < list.size(), at -> at + 1)
        .map(at -> {
          List<T> fewer = new ArrayList<>(list);
          fewer.remove(at.intValue());
          return fewer;
        });
  }

  private static <T> Stream<List<T>> each(List<T> list, Function<T, Stream<T>> smaller) {
    return Stream.iterate(0, at -> at < list.size(), at -> at + 1)
        .flatMap(at ->
            smaller
                .apply(list.get(at))
                .map(less -> {
                  List<T> changed = new ArrayList<>(list);
                  changed.set(at, less);
                  return changed;
                }));
  }
}
