package dev.rolecall.policy.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.generated.CaseLines;
import dev.rolecall.policy.generated.PolicySets;
import dev.rolecall.policy.generated.PolicySets.PolicySet;
import dev.rolecall.policy.generated.Questions;
import dev.rolecall.policy.reference.Answer;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import dev.rolecall.policy.reference.ReferenceEvaluator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Random policies and requests: the evaluator and the reference evaluator answer alike. */
class DifferentialTest {
  /** Overrides how many pairs are tried. */
  private static final int PAIRS = Integer.getInteger("rolecall.differential.pairs", 300_000);

  /** Overrides the first policy set, to go on from there. */
  private static final long SEED = Long.getLong("rolecall.differential.seed", 0L);

  private static final int QUESTIONS_A_SET = 25;
  private static final int MOST_DIFFERENCES = 10;

  /** One set of so many is looked at more closely. */
  private static final int SAMPLED = 20;

  /** Elements, operators that held and that did not, layers, callers with their answers. */
  private static final int FEATURES = 107;

  @Test
  void answersAsTheReferenceDoes() {
    Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
    Features features = new Features();
    List<String> differences = new ArrayList<>();
    int sets = PAIRS / QUESTIONS_A_SET;
    for (int number = 0; number < sets && differences.size() < MOST_DIFFERENCES; number++) {
      long seed = SEED + number;
      PolicySet set = PolicySets.of(seed);
      List<Question> questions = Questions.of(seed, set, QUESTIONS_A_SET);
      compare(seed, set, questions, answers).ifPresent(differences::add);
      if (number % SAMPLED == 0) {
        features.sample(set, questions);
      }
    }

    assertThat(differences).isEmpty();
    System.out.println("Differential run: " + answers + "; in a sample " + features);
    assertThat(answers.values()).allMatch(times -> times > PAIRS / 10);
    assertThat(features.decisive())
        .hasSizeGreaterThanOrEqualTo(FEATURES)
        .allSatisfy((feature, times) -> assertThat(times).as(feature).isPositive());
  }

  /** Compares the answers to these questions; the first that differs is described. */
  private static Optional<String> compare(
      long seed, PolicySet set, List<Question> questions, Map<Answer, Integer> answers) {
    Production production = Production.of(set.texts(), set.resourceType());
    ReferenceEvaluator reference = ReferenceEvaluator.of(set.texts());
    for (Question question : questions) {
      Answer answer = reference.decide(question);
      answers.merge(answer, 1, Integer::sum);
      if (production.decide(question) != answer) {
        return Optional.of(reproduction(seed, set, question));
      }
    }
    return Optional.empty();
  }

  private static String reproduction(long seed, PolicySet set, Question question) {
    Shrinking.Pair pair =
        Shrinking.shrink(
            new Shrinking.Pair(set.texts(), question), smaller -> differs(set, smaller));
    return "%nseed %d: the reference says %s, the evaluator %s, to%n%s"
        .formatted(
            seed,
            ReferenceEvaluator.of(pair.texts()).decide(pair.question()),
            Production.of(pair.texts(), set.resourceType()).decide(pair.question()),
            CaseLines.line("smallest", pair.texts(), pair.question()));
  }

  private static boolean differs(PolicySet set, Shrinking.Pair pair) {
    PolicyTexts texts = pair.texts();
    try {
      return Production.of(texts, set.resourceType()).decide(pair.question())
          != ReferenceEvaluator.of(texts).decide(pair.question());
    } catch (Production.RefusedException e) {
      return false;
    }
  }
}
