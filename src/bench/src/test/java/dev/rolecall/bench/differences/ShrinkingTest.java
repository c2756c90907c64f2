package dev.rolecall.bench.differences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
  @Test
  void leavesNothingThatDoesNotMatter() {
    Map<String, Object> given =
        Map.of(
            "name", "a case",
            "identityPolicies", List.of(policy("s3:GetObject", "b"), policy("s3:PutObject", "c")),
            "request", Map.of("action", "s3:PutObject", "context", Map.of("key", "value")));

    Map<String, Object> least =
        Shrinking.shrink(given, smaller -> smaller.toString().contains("arn:aws:s3:::c"));

    assertThat(least)
        .isEqualTo(
            Map.of(
                "name", "a case",
                "identityPolicies",
                    List.of(
                        Map.of(
                            "Statement", List.of(Map.of("Resource", List.of("arn:aws:s3:::c"))))),
                "request", Map.of("action", "s3:GetObject")));
  }

  @Test
  void leavesTheCaseAsItIsWhenAllOfItMatters() {
    Map<String, Object> given = Map.of("scps", List.of(List.of()));

    assertThat(Shrinking.shrink(given, given::equals)).isEqualTo(given);
  }

  @Test
  void saysAnythingWhereOneThingDoesNotMatter() {
    Map<String, Object> given = Map.of("Statement", List.of(Map.of("Action", "s3:GetObject")));

    assertThat(Shrinking.shrink(given, smaller -> smaller.toString().contains("Action")))
        .isEqualTo(Map.of("Statement", List.of(Map.of("Action", "*"))));
  }

  private static Map<String, Object> policy(String action, String bucket) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(
            Map.of(
                "Effect", "Allow",
                "Action", List.of(action),
                "Resource", List.of("arn:aws:s3:::" + bucket))));
  }
}
