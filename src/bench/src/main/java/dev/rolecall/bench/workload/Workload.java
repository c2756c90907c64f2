package dev.rolecall.bench.workload;

import java.util.List;

/** A set of policies, and the questions that are put to it. */
public record Workload(Shape shape, int statements, RuleSet rules, List<Question> questions) {
  /** So many different questions that no engine can learn them by heart. */
  public static final int QUESTIONS = 1024;

  public static Workload of(Shape shape, int statements) {
    RuleSet rules = shape.rules(statements);
    return new Workload(shape, statements, rules, Questions.about(shape, rules, QUESTIONS));
  }

  /** The share of the questions that is allowed, of 1. */
  public double allowed() {
    return (double) questions.stream().filter(question -> question.kind().allowed()).count()
        / questions.size();
  }
}
