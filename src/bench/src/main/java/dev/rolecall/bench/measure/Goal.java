package dev.rolecall.bench.measure;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * What a benchmark is to reach.
 *
 * @param what with the bound, in words
 * @param value what counts, where the run has it
 */
public record Goal(
    String what, Function<Results, Optional<Double>> value, DoublePredicate reached) {
  /** A goal that is reached by values up to a bound. */
  public static Goal atMost(double bound, String what, Function<Results, Optional<Double>> value) {
    return new Goal(what, value, actual -> actual <= bound);
  }

  /** A goal that is reached by values from a bound on. */
  public static Goal atLeast(double bound, String what, Function<Results, Optional<Double>> value) {
    return new Goal(what, value, actual -> actual >= bound);
  }

  /** A line that says whether it is reached, and by what. */
  public String verdict(Results results) {
    return value
        .apply(results)
        .map(actual ->
            String.format(
                Locale.ROOT,
                "%-12s %s: %s",
                reached.test(actual) ? "reached" : "NOT REACHED",
                what,
                Measurement.shown(actual).toPlainString()))
        .orElse("%-12s %s".formatted("not measured", what));
  }
}
