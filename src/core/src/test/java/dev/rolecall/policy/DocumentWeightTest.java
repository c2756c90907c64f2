package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that take as much memory as their characters can. */
class DocumentWeightTest {
  private static final int BYTES = 6 << 20;

  /** The collector keeps some of what nobody has, and other threads allocate. */
  private static final double TOLERANCE = 1.1;

  /**
   * @param repeated values of which a list has as many as there is room for; # is a number
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringEquals | "#"
          StringLike | "*#"
          StringLike | "*?#*"
          StringEqualsIgnoreCase | "#"
          ArnLike | "*:*:*:*:*:#"
          ArnLike | "arn:a:b:c:d:#"
          ArnLike | "${a}:?:?:?:?:?"
          NumericEquals | 1
          DateEquals | 1
          """)
  void noListOfValuesTakesMore(String operator, String repeated) throws JsonException {
    assertWeighed(
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"%s\":{\"a:b\":[%s]}}}"
            .formatted(operator, list(repeated)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "arn:?:?:?:?:?"
          "arn:*"
          "arn:?:?:?:?:????"
          "arn:\\u003f:\\u003f:\\u003f:\\u003f:\\u003f"
          "arn:?*:?*:?*:?*:#*?*"
          """)
  void noListOfResourcesTakesMore(String repeated) throws JsonException {
    assertWeighed(
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":[%s]}".formatted(list(repeated)));
  }

  @ParameterizedTest
  @CsvSource({
    "*a",
    "?a*",
    "a?",
    "?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*",
    "abcdefghijklmnopqrstuvwxyzABCDEFGH*"
  })
  void noLongPatternTakesMore(String repeated) throws JsonException {
    assertWeighed(
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::*%s\"}"
            .formatted(repeated.repeat(9_000 / repeated.length())));
  }

  @ParameterizedTest
  @CsvSource({"*,$,33", "?*,a,97", "a?*,b,200", "${*}?*,b,500", "*\\u003f,b,4000"})
  void noPieceOfManyLettersTakesMore(String end, String before, int length) throws JsonException {
    String letters =
        IntStream.range(0, length)
            .mapToObj(i -> Character.toString(0xa1 + i % 95))
            .collect(Collectors.joining());
    String pieces = (before + letters + end).repeat(9_000 / (length + 2));
    assertWeighed(
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"a:b\":\"*?%s*\"}}}"
            .formatted(pieces));
  }

  @Test
  void tablesAreChargedOncePerPieceThatIsLookedFor() {
    assertThat(DocumentWeight.of("\"*a??????????*\"") - DocumentWeight.of("\"*a?bbbbbbbbb*\""))
        .isLessThan(1000);
    assertThat(DocumentWeight.of("\"arn:?:?:?:?:?\",") / "\"arn:?:?:?:?:?\",".length())
        .isLessThan(120);
    assertThat(DocumentWeight.of("\"*a\\u003fb*\"")).isGreaterThan(DocumentWeight.of("\"*a?b*\""));
  }

  @Test
  void noManyStatementsTakeMore() throws JsonException {
    assertWeighed(
        IntStream.range(0, 100)
            .mapToObj(i ->
                "{\"Sid\":\"S%d\",\"Effect\":\"Deny\",\"Action\":\"a:%d\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"a:%d\":\"true\"}}}"
                    .formatted(i, i, i))
            .collect(Collectors.joining(",")));
  }

  @Test
  void whatStandsInQuotesMakesNoObjects() {
    assertThat(DocumentWeight.of("\"[{,\\\",\""))
        .isEqualTo(DocumentWeight.of("\"aaa\\\"a\""))
        .isLessThan(DocumentWeight.of("[{,[],"));
    assertThat(DocumentWeight.of("\u4e00")).isGreaterThan(DocumentWeight.of("a"));
    assertThat(DocumentWeight.of("")).isZero();
  }

  private static String list(String repeated) {
    return IntStream.range(0, 9_000 / (repeated.length() + 1))
        .mapToObj(i -> repeated.replace("#", Integer.toString(i, Character.MAX_RADIX)))
        .collect(Collectors.joining(","));
  }

  private static void assertWeighed(String statements) throws JsonException {
    String json = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    long weight = DocumentWeight.of(json);
    List<Object> kept = new ArrayList<>();
    kept.add(all(json)); // Whatever classes come with the first.
    long before = used();
    for (long bytes = 0; bytes < BYTES; bytes += weight) {
      kept.add(all(json));
    }
    long each = (used() - before) / (kept.size() - 1);
    assertThat((double) each).isPositive().isLessThan(weight * TOLERANCE);
    assertThat(kept).isNotEmpty();
  }

  /** The tree, what is parsed, and what is compiled. */
  private static List<Object> all(String json) throws JsonException {
    PolicyDocument document =
        ((PolicyReading.Read)
                PolicyReader.read(PolicyQuotas.OF_ACCEPTED, PolicyType.IDENTITY, "policy", json))
            .document();
    return List.of(
        plain(Json.parse(json)),
        document,
        PolicySet.compile(
            new Policies(List.of(document), null, List.of(), null, List.of(), List.of())));
  }

  /** As objects of an API server have it. */
  private static Object plain(JsonValue value) {
    return switch (value) {
      case JsonValue.JsonObject object -> {
        Map<String, Object> members = new LinkedHashMap<>();
        object.members().forEach(member -> members.put(member.name(), plain(member.value())));
        yield members;
      }
      case JsonValue.JsonArray(var elements, var position) ->
          elements.stream().map(DocumentWeightTest::plain).toList();
      case JsonValue.JsonString(var text, var position) -> text;
      case JsonValue.JsonNumber number -> number.value().intValue();
      default -> true;
    };
  }

  /** What the first collection frees may be what others refer to until the second. */
  private static long used() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
