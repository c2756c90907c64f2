package dev.rolecall.bench.engine;

import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.Workload;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.PolicySet;
import java.util.List;

/** Whether all engines decide the questions alike: else their times could not be compared. */
public final class Agreement {
  private Agreement() {}

  /** Rolecall's decision is what the question was made for. */
  public static void check(Workload workload) {
    PolicySet policies = PolicySet.compile(RolecallEngine.policies(workload.rules()));
    for (Question question : workload.questions()) {
      Decision decision = policies.decide(RolecallEngine.request(question));
      if (!word(decision).equals(question.kind().expected())) {
        throw disagreement("Rolecall", decision, question);
      }
    }
  }

  /** Cedar knows allowed and denied only. */
  public static void checkCedar(Workload workload) {
    CedarEngine cedar = new CedarEngine(workload.rules());
    for (Question question : workload.questions()) {
      if (cedar.allows(cedar.prepare(question)) != question.kind().allowed()) {
        throw disagreement("Cedar", !question.kind().allowed(), question);
      }
    }
  }

  /** The words of iam-simulate. */
  public static void check(List<Question> questions, List<String> decisions) {
    for (int i = 0; i < questions.size(); i++) {
      if (!decisions.get(i).equals(questions.get(i).kind().expected())) {
        throw disagreement("iam-simulate", decisions.get(i), questions.get(i));
      }
    }
  }

  private static String word(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "Allowed";
      case Decision.ExplicitDeny deny -> "ExplicitlyDenied";
      case Decision.ImplicitDeny deny -> "ImplicitlyDenied";
    };
  }

  private static IllegalStateException disagreement(
      String engine, Object decision, Question question) {
    return new IllegalStateException(engine + " decides otherwise, " + decision + ": " + question);
  }
}
