package dev.rolecall.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.operator.Operator.Quantifier;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {
  @Test
  void readsPrefixAndSuffix() {
    assertThat(Operator.named("ForAnyValue:StringNotLikeIfExists"))
        .isEqualTo(
            Optional.of(new Operator(Quantifier.FOR_ANY_VALUE, Comparison.STRING_NOT_LIKE, true)));
  }

  @Test
  void takesEveryNameInAnyCase() {
    for (Comparison comparison : Comparison.values()) {
      Operator operator = new Operator(Quantifier.FOR_ALL_VALUES, comparison, true);

      assertThat(Operator.named(operator.toString().toUpperCase(Locale.ROOT)))
          .isEqualTo(Optional.of(operator));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "IfExists", "StringEqual", "ForAllValues:", "ForAll:StringEquals", "Not"})
  void refusesOtherNames(String name) {
    assertThat(Operator.named(name)).isEmpty();
  }
}
