package dev.rolecall.bench;

import dev.rolecall.bench.agent.AgentStudy;
import dev.rolecall.bench.measure.Study;
import dev.rolecall.bench.operator.OperatorStudy;
import dev.rolecall.bench.policy.PolicyBenchmark;
import dev.rolecall.bench.policy.PolicyStudy;
import dev.rolecall.bench.sts.StsStudy;
import dev.rolecall.bench.webhook.WebhookStudy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Benchmarks that are run together. */
enum Family {
  POLICY(PolicyBenchmark.class),
  STS(StsBenchmark.class),
  AGENT(AgentBenchmark.class),
  WEBHOOK(WebhookBenchmark.class),
  OPERATOR(OperatorBenchmark.class);

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

  /**
   * What is done around JMH's benchmarks.
   *
   * @param sizes other numbers of objects than usual, by what they count
   */
  Study study(Map<String, Integer> sizes) {
    return switch (this) {
      case POLICY -> new PolicyStudy();
      case STS -> new StsStudy();
      case AGENT -> new AgentStudy();
      case WEBHOOK -> new WebhookStudy();
      case OPERATOR -> new OperatorStudy(sizes);
    };
  }

  /** Values of parameters that are enough to see that the benchmarks work. */
  Map<String, String[]> quickParameters() {
    return switch (this) {
      case POLICY -> PolicyStudy.QUICK_PARAMETERS;
      case OPERATOR -> Map.of("roles", new String[] {"100"});
      case STS, AGENT, WEBHOOK -> Map.of();
    };
  }
}
