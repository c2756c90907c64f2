package dev.rolecall.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that a requester chooses to break a comparison: none matches, throws or takes long. */
class HostileValuesTest {
  private static final Set<Syntax> VARIABLES = Set.of(Syntax.VARIABLES);

  /** A megabyte of requests' values. */
  static Stream<String> values() {
    return values(1 << 20);
  }

  /** More of policies' values than any quota allows. */
  static Stream<String> policyValues() {
    return values(1 << 14);
  }

  private static Stream<String> values(int longest) {
    Stream<String> repeated =
        Stream.of(
                "1",
                "a",
                "A",
                ":",
                "::",
                ".",
                "1.",
                "1:",
                "*",
                "?",
                "-",
                "=",
                "A=",
                "+",
                "e",
                "0",
                "arn:",
                "\ud800",
                "\udc00\ud800",
                "\u0130",
                "\u0000",
                "2024-",
                "${aws:username}")
            .map(text -> text.repeat(longest / text.length()));
    Stream<String> odd =
        Stream.of(
            "",
            " ",
            "-",
            "+",
            ".",
            "e",
            "1e",
            "1e99999",
            "1e-99999",
            "1e1e1",
            "0x10",
            "1_000",
            "Infinity",
            "NaN",
            "\u0661",
            "9".repeat(101),
            "-" + "9".repeat(101),
            "0".repeat(1_000),
            "\ud800",
            "\udc00",
            "\ud83d",
            "arn:",
            "arn:::::",
            ":::::",
            "1970",
            "2024-1-1",
            "2024-02-30",
            "9999999999999999",
            "--1",
            "99999-01-01",
            "1.1.1.1.1",
            "::1::",
            "1:::1",
            "::ffff:1.1.1.256",
            "fe80::1%1",
            "[::1]",
            "1.1.1.1/32",
            "=",
            "==",
            "A",
            "QUI=QUI=");
    return Stream.concat(repeated, odd);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("values")
  void matchesNothing(String value) throws PatternException {
    RequestContext context = RequestContext.builder().put("k:value", value).build();

    for (ValueTest test : tests()) {
      assertThat(test.compare(value, context)).as("%s", test).isNotEqualTo(Outcome.MATCH);
    }
  }

  /** Of a policy the same values are refused, or are text like any other. */
  @ParameterizedTest(name = "{index}")
  @MethodSource("policyValues")
  void compilesToNothingThatMatchesAll(String value) {
    for (Comparison comparison : Comparison.values()) {
      try {
        ValueTest test = comparison.compile(value, VARIABLES);
        assertThat(test.compare("other", RequestContext.empty()))
            .as("%s", comparison)
            .isEqualTo(isWildcard(comparison, value) ? Outcome.MATCH : outcome(comparison));
      } catch (PatternException refused) {
        assertThat(refused.code()).isNotEmpty();
      }
    }
  }

  @Test
  void comparesTheLargestAndTheSmallestNumbersExactly() throws PatternException {
    String large = "9".repeat(100);

    assertThat(numeric("NumericLessThan", "1e9999", large)).isEqualTo(Outcome.MATCH);
    assertThat(numeric("NumericGreaterThan", "-1e9999", large)).isEqualTo(Outcome.MATCH);
    assertThat(numeric("NumericGreaterThan", "0", "1e-9999")).isEqualTo(Outcome.MATCH);
    assertThat(numeric("NumericEquals", large, large)).isEqualTo(Outcome.MATCH);
    assertThat(numeric("NumericLessThan", large, "9".repeat(99) + "8")).isEqualTo(Outcome.MATCH);
  }

  @Test
  void refusesNumbersThatNobodyWrites() {
    assertThatThrownBy(() -> Comparison.NUMERIC_EQUALS.compile("9".repeat(101), VARIABLES))
        .isInstanceOf(PatternException.class);
  }

  private static List<ValueTest> tests() throws PatternException {
    List<ValueTest> tests = new ArrayList<>();
    for (String each :
        List.of(
            "StringEquals bob",
            "StringEquals x${k:value}",
            "StringEqualsIgnoreCase bob",
            "StringEqualsIgnoreCase x${k:value}",
            "StringLike *b?b*",
            "StringLike *b" + "a".repeat(60) + "*b*",
            "StringLike x*${k:value}*${k:value}*b",
            "NumericLessThan -5",
            "NumericEquals 1",
            "DateEquals 2024-01-01T00:00:00Z",
            "DateGreaterThan 9999-12-31T23:59:59Z",
            "Bool true",
            "Bool ${k:value}",
            "BinaryEquals QUI=",
            "IpAddress 0.0.0.0/0",
            "IpAddress ::/0",
            "ArnLike arn:aws:*:*:*:*b*",
            "ArnLike arn:aws:s3:::${k:value}")) {
      String[] words = each.split(" ");
      tests.add(Comparison.named(words[0]).orElseThrow().compile(words[1], VARIABLES));
    }
    return tests;
  }

  private static boolean isWildcard(Comparison comparison, String value) {
    boolean like = comparison == Comparison.STRING_LIKE || comparison == Comparison.STRING_NOT_LIKE;
    return like && value.startsWith("**");
  }

  /** What comes of comparing a word that is no address and no ARN. */
  private static Outcome outcome(Comparison comparison) {
    return switch (comparison) {
      case IP_ADDRESS, NOT_IP_ADDRESS, ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
          Outcome.INCOMPARABLE;
      default -> Outcome.NO_MATCH;
    };
  }

  private static Outcome numeric(String operator, String policy, String given)
      throws PatternException {
    return Comparison.named(operator)
        .orElseThrow()
        .compile(policy, VARIABLES)
        .compare(given, RequestContext.empty());
  }
}
