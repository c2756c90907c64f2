package dev.rolecall.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How each family compares one value of a request with one of a policy. */
class ComparisonTest {
  private static final Set<Syntax> VARIABLES = Set.of(Syntax.VARIABLES);
  private static final RequestContext CONTEXT =
      RequestContext.builder()
          .put("aws:username", "bob")
          .put("aws:PrincipalAccount", "111111111111")
          .build();

  @ParameterizedTest
  @CsvSource({
    "StringEquals, a*, a*, MATCH",
    "StringEquals, a*, ab, NO_MATCH",
    "StringEquals, ${aws:username}, bob, MATCH",
    "StringEquals, ${aws:nothing}, '', NO_MATCH",
    "StringEqualsIgnoreCase, STRASSE, strasse, MATCH",
    "StringEqualsIgnoreCase, STRASSE, straße, NO_MATCH",
    "StringLike, a?c*, abcd, MATCH",
    "NumericEquals, 10, 10.00, MATCH",
    "NumericEquals, 9007199254740993, 9007199254740992, NO_MATCH",
    "NumericLessThan, 1e3, 999, MATCH",
    "NumericGreaterThanEquals, -1.5, -2, NO_MATCH",
    "NumericEquals, 10, 10abc, NO_MATCH",
    "NumericEquals, 10, 0x0A, NO_MATCH",
    "DateEquals, 2024-01-01, 2024-01-01T01:00:00+01:00, MATCH",
    "DateEquals, 2024-01, 1704067200, MATCH",
    "DateEquals, 2024-01-01T00:00:00.0001Z, 2024-01-01T00:00:00Z, MATCH",
    "DateGreaterThan, 2024-01-01, 2024-01-01T00:00:00.001Z, MATCH",
    "DateLessThan, 2024-01-01, 2023-02-30, NO_MATCH",
    "DateLessThan, 2024-01-01, 2023-12-31T00:00:00, NO_MATCH",
    "Bool, True, true, MATCH",
    "Bool, false, no, NO_MATCH",
    "Bool, false, FALSE, MATCH",
    "BinaryEquals, QUI=, QUI=, MATCH",
    "BinaryEquals, QUI=, QUE=, NO_MATCH",
    "BinaryEquals, QUI=, '!', NO_MATCH",
    "ArnLike, arn:aws:iam::*:role/ap?, arn:aws:iam::1:role/app, MATCH",
    "ArnEquals, arn:aws:iam::${aws:PrincipalAccount}:role/*, arn:aws:iam::111111111111:role/x, MATCH",
    "ArnLike, arn:aws:s:*:1:f/*, arn:aws:s:us:2:x:1:f/d, NO_MATCH",
    "ArnLike, *, arn:aws:s3:::b, MATCH",
    "ArnLike, arn:*:*:*:*:*, my-bucket, INCOMPARABLE",
  })
  void comparesEachByItsType(String operator, String value, String given, Outcome outcome)
      throws PatternException {
    assertThat(compare(operator, value, given)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77/24, 203.0.113.1, MATCH",
    "203.0.113.0/24, 203.0.114.0, NO_MATCH",
    "203.0.113.5, 203.0.113.5, MATCH",
    "0.0.0.0/0, 255.255.255.255, MATCH",
    "0.0.0.0/0, 2001:db8::1, NO_MATCH",
    "::/0, 2001:db8::1, MATCH",
    "::/0, 10.0.0.1, NO_MATCH",
    "2001:db8::/33, 2001:db8:8000::1, NO_MATCH",
    "2001:db8::/33, 2001:db8:7fff::1, MATCH",
    "2001:db8::1:0:0:0/80, 2001:0DB8:0:0:1::9, MATCH",
    "2001:db8::1, 2001:0DB8:0:0:0:0:0:1, MATCH",
    "10.0.0.0/8, ::ffff:10.1.2.3, MATCH",
    "::ffff:10.0.0.0/104, 10.1.2.3, MATCH",
    "10.0.0.0/8, 010.0.0.1, INCOMPARABLE",
    "10.0.0.0/8, 10.1, INCOMPARABLE",
    "10.0.0.0/8, 10.0.0.256, INCOMPARABLE",
    "10.0.0.0/8, localhost, INCOMPARABLE",
    "::/0, 1::2::3, INCOMPARABLE",
    "::/0, 1:2:3:4:5:6:7, INCOMPARABLE",
    "::/0, 1:2:3:4:5:6:7:8:9, INCOMPARABLE",
    "::/0, fe80::1%eth0, INCOMPARABLE",
  })
  void comparesAddresses(String range, String address, Outcome outcome) throws PatternException {
    assertThat(compare("IpAddress", range, address)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "NumericEquals, ten, TYPE_MISMATCH_NUMBER",
    "NumericEquals, ${aws:username}, INVALID_VARIABLE_FOR_OPERATOR",
    "DateLessThan, Jan 1 2024, TYPE_MISMATCH_DATE",
    "Bool, yes, TYPE_MISMATCH_BOOLEAN",
    "Null, ${aws:username}, INVALID_VARIABLE_FOR_OPERATOR",
    "BinaryEquals, '!', TYPE_MISMATCH_STRING",
    "IpAddress, 10.0.0.0/33, TYPE_MISMATCH_IP_RANGE",
    "IpAddress, 10.0.0.0/, TYPE_MISMATCH_IP_RANGE",
    "IpAddress, 10.0.*, TYPE_MISMATCH_IP_RANGE",
    "IpAddress, 2001:db8::1/32, TYPE_MISMATCH_IP_RANGE",
    "ArnLike, my-bucket, MISSING_ARN_FIELD",
    "StringLike, ${aws:username, MISSING_BRACE_IN_VARIABLE",
  })
  void refusesValuesOfAnotherType(String operator, String value, String code) {
    Comparison comparison = Comparison.named(operator).orElseThrow();

    assertThatThrownBy(() -> comparison.compile(value, VARIABLES))
        .isInstanceOfSatisfying(
            PatternException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, ${aws:username}",
    "StringEqualsIgnoreCase, Bob",
    "StringLike, a*${*}",
    "NumericEquals, 1e3",
    "DateLessThan, 2024-01",
    "Bool, TRUE",
    "Null, True",
    "BinaryEquals, QUI=",
    "IpAddress, 203.0.113.77/24",
    "ArnLike, *",
  })
  void printsValuesAsThePolicyWritesThem(String operator, String value) throws PatternException {
    Comparison comparison = Comparison.named(operator).orElseThrow();

    assertThat(comparison.compile(value, VARIABLES))
        .hasToString(value)
        .isEqualTo(comparison.compile(value, VARIABLES));
  }

  private static Outcome compare(String operator, String value, String given)
      throws PatternException {
    return Comparison.named(operator)
        .orElseThrow()
        .compile(value, VARIABLES)
        .compare(given, CONTEXT);
  }
}
