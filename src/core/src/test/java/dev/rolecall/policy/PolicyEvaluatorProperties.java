package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.differential.Production;
import dev.rolecall.policy.generated.Edits;
import dev.rolecall.policy.generated.Guardrail;
import dev.rolecall.policy.generated.PolicySets;
import dev.rolecall.policy.generated.PolicySets.PolicySet;
import dev.rolecall.policy.generated.Questions;
import dev.rolecall.policy.reference.Answer;
import dev.rolecall.policy.reference.PolicyTexts;
import dev.rolecall.policy.reference.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What is true of all policies. */
class PolicyEvaluatorProperties {
  private static final int TRIES = 300;
  private static final int QUESTIONS = 8;

  @Property(tries = TRIES)
  void neverAllowsMoreForAnAddedDeny(@ForAll long seed, @ForAll PolicyType type) {
    String denial = Edits.denying(PolicySets.document(seed + 1, type));

    forEachQuestion(
        seed,
        set -> added(set, type, denial),
        (before, after, question) -> {
          if (after == Answer.ALLOWED) {
            assertThat(before).isEqualTo(Answer.ALLOWED);
          }
          if (before == Answer.EXPLICITLY_DENIED) {
            assertThat(after).isEqualTo(Answer.EXPLICITLY_DENIED);
          }
        });
  }

  @Property(tries = TRIES)
  void neverAllowsMoreForAnAddedGuardrail(@ForAll long seed, @ForAll Guardrail guardrail) {
    forEachQuestion(
        seed,
        set -> guardrail.addedTo(set, seed + 1),
        (before, after, question) -> {
          if (after == Answer.ALLOWED) {
            assertThat(before).isEqualTo(Answer.ALLOWED);
          }
        });
  }

  @Property(tries = TRIES)
  void neverAllowsMoreForARemovedAllow(@ForAll long seed) {
    int index = new Random(seed).nextInt(3);

    forEachQuestion(
        seed,
        set -> Edits.each(set.texts(), document -> Edits.withoutGrant(document, index)),
        (before, after, question) -> {
          if (after == Answer.ALLOWED) {
            assertThat(before).isEqualTo(Answer.ALLOWED);
          }
        });
  }

  @Property(tries = TRIES)
  void doesNotCareForTheOrderOfAnything(@ForAll long seed) {
    forEachQuestion(
        seed,
        set -> Edits.reordered(set.texts(), seed),
        (before, after, question) -> assertThat(after).isEqualTo(before));
  }

  @Property(tries = TRIES)
  void grantsNothingByGuardrailsAlone(@ForAll long seed) {
    forEachQuestion(
        seed,
        set -> set.texts().withIdentity(List.of()).withResource(null),
        (before, after, question) -> {
          if (!(question.caller() instanceof Caller.Root)) {
            assertThat(after).isNotEqualTo(Answer.ALLOWED);
          }
        });
  }

  /** Denials aside, documents of a level add up, and so do identity policies. */
  @Property(tries = TRIES)
  void allowsByALevelWhatOneOfItsDocumentsAllows(@ForAll long seed, @ForAll boolean identity) {
    PolicyType type = identity ? PolicyType.IDENTITY : PolicyType.SCP;
    String one = Edits.withoutDenials(PolicySets.document(seed + 1, type));
    String other = Edits.withoutDenials(PolicySets.document(seed + 2, type));
    PolicySet set = PolicySets.of(seed);
    Function<List<String>, PolicyTexts> level =
        documents ->
            identity
                ? set.texts().withIdentity(documents)
                : set.texts().withScps(List.of(documents));

    forEachQuestion(
        set,
        List.of(
            level.apply(List.of(one, other)),
            level.apply(List.of(one)),
            level.apply(List.of(other))),
        answers ->
            assertThat(answers.get(0) == Answer.ALLOWED)
                .isEqualTo(answers.subList(1, 3).contains(Answer.ALLOWED)));
  }

  @Property(tries = TRIES)
  void allowsByLevelsWhatEachOfThemAllows(@ForAll long seed, @ForAll Guardrail guardrail) {
    // There is at most one session policy.
    Assume.that(guardrail != Guardrail.SESSION);
    PolicySet set = PolicySets.of(seed);
    PolicySet free = set.with(guardrail.removedFrom(set.texts()));
    PolicyTexts one = guardrail.addedTo(free, seed + 1);
    PolicyTexts other = guardrail.addedTo(free, seed + 2);
    PolicyTexts both = guardrail.addedTo(free.with(one), seed + 2);

    forEachQuestion(
        set,
        List.of(both, one, other),
        answers ->
            assertThat(answers.get(0) == Answer.ALLOWED)
                .isEqualTo(answers.get(1) == Answer.ALLOWED && answers.get(2) == Answer.ALLOWED));
  }

  private interface Law {
    void holds(Answer before, Answer after, Question question);
  }

  private static void forEachQuestion(long seed, Function<PolicySet, PolicyTexts> change, Law law) {
    PolicySet set = PolicySets.of(seed);
    Production before = Production.of(set.texts(), set.resourceType());
    Production after = Production.of(change.apply(set), set.resourceType());
    for (Question question : Questions.of(seed, set, QUESTIONS)) {
      Answer answer = before.decide(question);
      Statistics.collect(answer);
      law.holds(answer, after.decide(question), question);
    }
    // A law that hardly any request reaches would prove nothing.
    Statistics.coverage(coverage -> {
      coverage.check(Answer.ALLOWED).percentage(percent -> percent > 1);
      coverage.check(Answer.EXPLICITLY_DENIED).percentage(percent -> percent > 1);
    });
  }

  private static void forEachQuestion(
      PolicySet set, List<PolicyTexts> variants, Consumer<List<Answer>> law) {
    List<Production> evaluators =
        variants.stream().map(texts -> Production.of(texts, set.resourceType())).toList();
    for (Question question : Questions.of(variants.hashCode(), set, QUESTIONS)) {
      List<Answer> answers =
          evaluators.stream().map(evaluator -> evaluator.decide(question)).toList();
      Statistics.collect(answers.get(0));
      law.accept(answers);
    }
    Statistics.coverage(
        coverage -> coverage.check(Answer.ALLOWED).percentage(percent -> percent > 1));
  }

  private static PolicyTexts added(PolicySet set, PolicyType type, String document) {
    PolicyTexts texts = set.texts();
    return switch (type) {
      case IDENTITY -> texts.withIdentity(Edits.plus(texts.identity(), document));
      case PERMISSIONS_BOUNDARY -> texts.withBoundaries(Edits.plus(texts.boundaries(), document));
      case SCP -> texts.withScps(inFirst(texts.scps(), document));
      case RCP -> texts.withRcps(inFirst(texts.rcps(), document));
      case RESOURCE, TRUST ->
          texts.resource() == null && set.resourceType() == type
              ? texts.withResource(document)
              : texts;
      case SESSION ->
          texts.session() == null && !(set.caller() instanceof Caller.FederatedUser)
              ? texts.withSession(document)
              : texts;
    };
  }

  private static List<List<String>> inFirst(List<List<String>> levels, String document) {
    if (levels.isEmpty()) {
      return levels;
    }
    List<List<String>> changed = new ArrayList<>(levels);
    changed.set(0, Edits.plus(levels.get(0), document));
    return changed;
  }
}
