package dev.rolecall.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.pattern.ResourcePattern.ShortArns;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePatternTest {
  private static final RequestContext CONTEXT =
      RequestContext.builder().put("aws:username", "bob").build();

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::b/k:l, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::b, false",
    "arn:aws:s3:::b/${aws:username}, arn:aws:s3:::b/bob, true",
    "arn:aws:s3:*, arn:aws:s3:::b/k, true",
    "arn:*, arn:aws:s3:::b/k, true",
    "arn:aws:sns:*:topic, arn:aws:sns:us-east-1:111111111111:topic, false",
    "arn:aws:s3:::*, *, false",
    "arn:aws:s3:::*, arn:aws:s3::b, false",
    "arn:aws:sqs:*:1:q, arn:aws:sqs:a:b:1:q, false",
  })
  void matchesSegmentBySegment(String pattern, String resource, boolean matches)
      throws PatternException {
    assertThat(parse(pattern, ShortArns.PADDED).matches(resource, CONTEXT)).isEqualTo(matches);
  }

  @Test
  void letsShortArnsOfResourcePoliciesMatchNothingUnlessTheyEndInAWildcard()
      throws PatternException {
    assertThat(
            parse("arn:aws:s3", ShortArns.PADDED_AFTER_WILDCARD).matches("arn:aws:s3:::b", CONTEXT))
        .isFalse();
    assertThat(
            parse("arn:aws:s3:*", ShortArns.PADDED_AFTER_WILDCARD)
                .matches("arn:aws:s3:::b", CONTEXT))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "b/k", "**", "arn", "*:aws:s3:::b", "arn:aws:sqs:${aws:username}:1:q"})
  void refusesWhatIsNeitherAnArnNorAStar(String text) {
    assertThatThrownBy(() -> parse(text, ShortArns.PADDED)).isInstanceOf(PatternException.class);
  }

  private static ResourcePattern parse(String text, ShortArns shortArns) throws PatternException {
    return ResourcePattern.parse(text, Set.of(Syntax.VARIABLES), shortArns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "arn:aws:s3:::b/${aws:username, 'x'}/*", "arn:aws:s3:*", "arn:aws"})
  void printsAsThePolicyWritesIt(String text) throws PatternException {
    for (ShortArns shortArns : ShortArns.values()) {
      assertThat(parse(text, shortArns)).hasToString(text).isEqualTo(parse(text, shortArns));
    }
  }
}
