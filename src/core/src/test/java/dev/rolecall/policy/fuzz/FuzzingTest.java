package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Fuzzing;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** See {@link Fuzzing} for how to let it run longer. */
class FuzzingTest {
  @ParameterizedTest
  @MethodSource("targets")
  void findsNothing(Class<?> target) {
    Fuzzing.fuzz(target).requireNothingFound();
  }

  static Stream<Class<?>> targets() {
    return Fuzzing.chosen(
        JsonTarget.class,
        PolicyTarget.class,
        CaseTarget.class,
        ConditionTarget.class,
        PatternTarget.class,
        ArnTarget.class);
  }
}
