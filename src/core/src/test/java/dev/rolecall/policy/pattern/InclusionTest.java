package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InclusionTest {
  private static final Set<Syntax> VARIABLES = Set.of(Syntax.VARIABLES);

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, s3:get*, true",
    "s3:Get*, S3:*, true",
    "s3:*, s3:Get*, false",
    "iam:*CredentialReport, iam:Get*, false",
    "s3:*, *, true",
    "*, *:*, true",
    "*:*, *, true",
    "*, s3:*, false"
  })
  void comparesActionsWhateverTheirCase(String included, String including, boolean expected) {
    assertThat(Inclusion.ofActions(included, including)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::a/b, arn:aws:s3:::a/*, true",
    "arn:aws:s3:::a/b, arn:aws:s3:::A/*, false",
    "arn:aws:sqs:*:1:q, arn:aws:sqs:*:*:*, true",
    "arn:aws:sqs:*:1:q, arn:aws:*:q, false",
    "arn:aws:logs:*:*:a:b:c, arn:aws:logs:*:*:a:*, true",
    "arn:aws:s3:::*, *, true",
    "*, arn:*:*:*:*:*, false",
    "arn:aws:s3:::${aws:username}/*, arn:aws:s3:::*, true",
    "arn:aws:s3:::a/${aws:userName}/x, arn:aws:s3:::a/${aws:username}/*, true",
    "arn:aws:s3:::a/${aws:userid}/x, arn:aws:s3:::a/${aws:username}/*, false",
    "arn:aws:s3:::a/${aws:username}, arn:aws:s3:::a/?*, false",
    "arn:aws:s3:::${*}, arn:aws:s3:::?, true"
  })
  void comparesArnsSegmentBySegment(String included, String including, boolean expected)
      throws PatternException {
    assertThat(Inclusion.ofResources(included, including, VARIABLES)).isEqualTo(expected);
  }

  @Test
  void takesVariablesForTextWhereTheVersionHasNone() throws PatternException {
    assertThat(Inclusion.ofTexts("${a}", "????", Set.of())).isTrue();
    assertThat(Inclusion.ofTexts("${a}", "????", VARIABLES)).isFalse();
  }

  @Test
  void comparesLongPatternsWithoutTryingAllWaysToMatchThem() throws PatternException {
    String included = "*a?".repeat(500);
    String including = "*a".repeat(499) + "*b";
    assertThat(Inclusion.ofTexts(included, including, Set.of())).isFalse();
    assertThat(Inclusion.ofTexts(included, "*a".repeat(500) + "*", Set.of())).isTrue();
  }
}
