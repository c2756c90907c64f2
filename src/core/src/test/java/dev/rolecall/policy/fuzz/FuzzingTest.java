package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Fuzzing;
import dev.rolecall.fuzzing.LargeTexts;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** See {@link Fuzzing} for how to let it run longer. */
class FuzzingTest {
  @ParameterizedTest
  @MethodSource("targets")
  void findsNothing(Class<?> target) {
    Fuzzing.fuzz(target).requireNothingFound();
  }

  @ParameterizedTest
  @ValueSource(classes = {JsonTarget.class, PolicyTarget.class, CaseTarget.class})
  void takesDocumentsOfAMegabyte(Class<?> target) {
    Fuzzing.replay(target, LargeTexts.documents());
  }

  static Stream<Class<?>> targets() {
    return Fuzzing.chosen(
        JsonTarget.class,
        PolicyTarget.class,
        CaseTarget.class,
        ConditionTarget.class,
        PatternTarget.class);
  }
}
