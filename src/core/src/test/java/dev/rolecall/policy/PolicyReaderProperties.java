package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.Position;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is true of all documents, good and bad. */
class PolicyReaderProperties {
  private static final List<String> NAMES =
      List.of(
          "Version",
          "Id",
          "Statement",
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition",
          "AWS",
          "Service",
          "StringLike",
          "ForAllValues:IpAddress",
          "NullIfExists",
          "aws:SourceIp",
          "x~/y",
          "");
  private static final List<String> TEXTS =
      List.of(
          "2012-10-17",
          "Allow",
          "Deny",
          "*",
          "s3:*",
          "arn:aws:s3:::b/${aws:x}",
          "${",
          "arn:",
          "111111111111",
          "a.b",
          "::1/0",
          "1e9",
          "true",
          "");

  @Property(tries = 300)
  void answersAnyDocumentWithAReading(
      @ForAll PolicyType type, @ForAll("trees") JsonValue document) {
    PolicyReading reading = PolicyReader.read(type, "any", document);

    if (reading instanceof PolicyReading.Refused refused) {
      assertThat(refused.problems())
          .isNotEmpty()
          .allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.pointer()).matches("(/([^/~]|~[01])*)*");
          });
    }
  }

  @Property(tries = 300)
  void decidesByWhateverWasRead(@ForAll("statements") JsonValue statement) {
    JsonValue document = object("Statement", statement);

    if (PolicyReader.read(PolicyType.RESOURCE, "any", document)
        instanceof PolicyReading.Read read) {
      AuthorizationRequest request =
          new AuthorizationRequest(
              new Caller.Anonymous(),
              "s3:GetObject",
              "arn:aws:s3:::b/k",
              new AccountId("111111111111"),
              RequestContext.empty());
      assertThat(PolicyEvaluator.evaluate(Policies.ofResource(read.document()), request))
          .isNotNull();
    }
  }

  @Property(tries = 300)
  void readsItsOwnTextAgain(@ForAll("trees") JsonValue document) {
    for (PolicyType type : PolicyType.values()) {
      assertThat(PolicyReader.read(type, "again", Json.write(document)).getClass())
          .isEqualTo(PolicyReader.read(type, "again", document).getClass());
    }
  }

  @Provide
  Arbitrary<JsonValue> trees() {
    return Arbitraries.oneOf(
        tree(4), statements().map(statement -> object("Statement", statement)));
  }

  /** Whole statements whose every element may be anything. */
  @Provide
  Arbitrary<JsonValue> statements() {
    Arbitrary<JsonValue> value = Arbitraries.oneOf(leaves(), tree(2));
    return Combinators.combine(
            Arbitraries.of("Allow", "Deny"),
            Arbitraries.oneOf(text("*"), value),
            Arbitraries.oneOf(text("s3:*"), value),
            Arbitraries.oneOf(text("*"), value),
            tree(3))
        .as((effect, principal, action, resource, condition) ->
            new JsonValue.JsonObject(
                Stream.of(
                        member("Effect", new JsonValue.JsonString(effect, Position.NONE)),
                        member("Principal", principal),
                        member("Action", action),
                        member("Resource", resource),
                        member("Condition", condition))
                    .toList(),
                Position.NONE));
  }

  private static Arbitrary<JsonValue> tree(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<JsonValue> inner = Arbitraries.lazy(() -> tree(depth - 1));
    Arbitrary<JsonValue> arrays =
        inner.list().ofMaxSize(3).map(list -> new JsonValue.JsonArray(list, Position.NONE));
    Arbitrary<JsonValue> objects =
        Combinators.combine(Arbitraries.of(NAMES), inner)
            .as(PolicyReaderProperties::member)
            .list()
            .ofMaxSize(4)
            .map(members -> new JsonValue.JsonObject(members, Position.NONE));
    return Arbitraries.oneOf(leaves(), arrays, objects);
  }

  private static Arbitrary<JsonValue> leaves() {
    return Arbitraries.oneOf(
        Arbitraries.of(TEXTS).map(text -> new JsonValue.JsonString(text, Position.NONE)),
        Arbitraries.of(true, false).map(value -> new JsonValue.JsonBoolean(value, Position.NONE)),
        Arbitraries.just(new JsonValue.JsonNull(Position.NONE)));
  }

  private static Arbitrary<JsonValue> text(String text) {
    return Arbitraries.just(new JsonValue.JsonString(text, Position.NONE));
  }

  private static JsonValue.Member member(String name, JsonValue value) {
    return new JsonValue.Member(name, value, Position.NONE);
  }

  private static JsonValue object(String name, JsonValue value) {
    return new JsonValue.JsonObject(List.of(member(name, value)), Position.NONE);
  }
}
