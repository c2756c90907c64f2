package dev.rolecall.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.differential.Production;
import dev.rolecall.policy.generated.Edits;
import dev.rolecall.policy.generated.PolicySets;
import dev.rolecall.policy.generated.PolicySets.PolicySet;
import dev.rolecall.policy.generated.Questions;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random policies: what the lint claims is so, and nothing is too odd for it. */
class GeneratedLintTest {
  private static final Set<String> REDUNDANT =
      Set.of("REDUNDANT_ACTION", "REDUNDANT_RESOURCE", "REDUNDANT_STATEMENT");
  private static final int SETS = 250;
  private static final int QUESTIONS_A_SET = 10;

  private int removed;

  @Test
  void callsNothingRedundantThatChangesADecision() {
    for (long seed = 0; seed < SETS; seed++) {
      PolicySet set = PolicySets.of(seed);
      int before = removed;
      PolicyTexts shorter =
          Edits.each(set.texts(), text -> withoutRedundancy(text, set.resourceType()));
      if (removed > before) {
        Production whole = Production.of(set.texts(), set.resourceType());
        Production rest = Production.of(shorter, set.resourceType());
        for (Question question : Questions.of(seed, set, QUESTIONS_A_SET)) {
          assertThat(rest.decide(question))
              .as("seed %d, without what is redundant: %s", seed, shorter)
              .isEqualTo(whole.decide(question));
        }
      }
    }
    assertThat(removed).isGreaterThan(SETS / 10);
  }

  @Test
  void takesWhateverStandsInADocument() {
    Random random = new Random(7);
    for (long seed = 0; seed < 60; seed++) {
      for (PolicyType type : PolicyType.values()) {
        JsonValue document = parsed(PolicySets.document(seed, type));
        JsonValue odd =
            changed(
                document, "", (pointer, value) -> random.nextInt(8) == 0 ? junk(random) : value);
        assertThat(PolicyLint.check(PolicyQuotas.AWS_DEFAULTS, type, odd))
            .allSatisfy(finding -> assertThat(Checks.find(finding.code())).isPresent());
        assertThat(TypeGuess.of(odd)).isNotNull();
      }
    }
  }

  private String withoutRedundancy(String text, PolicyType resourceType) {
    JsonValue document = parsed(text);
    PolicyType type = text.contains("Principal\"") ? resourceType : PolicyType.IDENTITY;
    Set<String> redundant =
        PolicyLint.check(PolicyQuotas.OF_ACCEPTED, type, document).stream()
            .filter(finding -> REDUNDANT.contains(finding.code()))
            .map(Finding::pointer)
            .collect(Collectors.toSet());
    removed += redundant.size();
    return redundant.isEmpty() ? text : Json.write(without(document, "", redundant));
  }

  /** The value without the elements of its arrays that have these pointers. */
  private static JsonValue without(JsonValue value, String pointer, Set<String> pointers) {
    return switch (value) {
      case JsonArray array -> {
        List<JsonValue> kept = new ArrayList<>();
        for (int i = 0; i < array.elements().size(); i++) {
          String place = pointer + "/" + i;
          if (!pointers.contains(place)) {
            kept.add(without(array.elements().get(i), place, pointers));
          }
        }
        yield new JsonArray(kept, array.position());
      }
      case JsonObject object ->
          members(object, pointer, (place, member) -> without(member, place, pointers));
      default -> value;
    };
  }

  private static JsonValue changed(
      JsonValue value, String pointer, BiFunction<String, JsonValue, JsonValue> change) {
    JsonValue inside =
        switch (value) {
          case JsonArray array ->
              new JsonArray(
                  array.elements().stream()
                      .map(element -> changed(element, pointer + "/-", change))
                      .toList(),
                  array.position());
          case JsonObject object ->
              members(object, pointer, (place, member) -> changed(member, place, change));
          default -> value;
        };
    return change.apply(pointer, inside);
  }

  private static JsonObject members(
      JsonObject object, String pointer, BiFunction<String, JsonValue, JsonValue> change) {
    return new JsonObject(
        object.members().stream()
            .map(member ->
                new JsonValue.Member(
                    member.name(),
                    change.apply(pointer + "/" + member.name(), member.value()),
                    member.position()))
            .toList(),
        object.position());
  }

  private static JsonValue junk(Random random) {
    String text =
        switch (random.nextInt(10)) {
          case 0 -> "null";
          case 1 -> "[]";
          case 2 -> "{}";
          case 3 -> "-1e3";
          case 4 -> "\"\"";
          case 5 -> "\"${\"";
          case 6 -> "[[\"*\"], {\"\": [null]}]";
          case 7 -> "{\"AWS\": {\"AWS\": 1}, \"StringLike\": {\"aws:SourceIp/~\": [true]}}";
          case 8 -> "\"arn:${aws:a:*\"";
          default -> "\"999.1.1.1/99\"";
        };
    return parsed(text);
  }

  private static JsonValue parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
