package dev.rolecall.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Benchmarks that are run together. */
enum Family {
  POLICY(PolicyBenchmark.class),
  STS(StsBenchmark.class),
  AGENT(AgentBenchmark.class),
  WEBHOOK(WebhookBenchmark.class);

  private final Class<?> benchmarks;

  Family(Class<?> benchmarks) {
    this.benchmarks = benchmarks;
  }

  static Optional<Family> of(String word) {
    return Arrays.stream(values()).filter(family -> family.word().equals(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Class<?> benchmarks() {
    return benchmarks;
  }

  /** JMH's regular expression for these benchmarks alone. */
  String include() {
    return "^" + Pattern.quote(benchmarks.getName() + ".");
  }
}
