package dev.rolecall.policy.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.generated.PolicySets;
import dev.rolecall.policy.generated.Questions;
import dev.rolecall.policy.reference.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Many statements under one index decide as each of them alone, where there is nothing to look up,
 * and name the same statement.
 */
class IndexedDecisionTest {
  private static final int ROUNDS = 20;
  private static final int SETS = 25;

  @Test
  void findsThroughAnIndexWhatLookingAtEachStatementFinds() {
    Map<Class<?>, Integer> answers = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      Crowd crowd = Crowd.of(round * SETS);
      PolicySet indexed = PolicySet.compile(crowd.policies());
      PolicySet apart = crowd.apart();
      for (AuthorizationRequest request : crowd.requests()) {
        Decision decision = indexed.decide(request);
        answers.merge(decision.getClass(), 1, Integer::sum);
        assertThat(decision)
            .as("round %d, %s %s", round, request, request.context())
            .isEqualTo(apart.decide(request));
      }
    }
    assertThat(answers)
        .hasSize(3)
        .allSatisfy((answer, times) -> assertThat(times).isGreaterThan(300));
  }

  /** The policies of many generated sets thrown together, and questions to each of them. */
  private record Crowd(Policies policies, List<AuthorizationRequest> requests) {
    static Crowd of(int first) {
      List<PolicyDocument> identity = new ArrayList<>();
      List<PolicyDocument> resources = new ArrayList<>();
      List<List<PolicyDocument>> scps = new ArrayList<>();
      List<AuthorizationRequest> requests = new ArrayList<>();
      for (int seed = first; seed < first + SETS; seed++) {
        PolicySets.PolicySet set = PolicySets.of(seed);
        Policies policies = Production.policies(set.texts(), set.resourceType());
        identity.addAll(policies.identity());
        Stream.ofNullable(policies.resource())
            .filter(document -> document.type() == PolicyType.RESOURCE)
            .forEach(resources::add);
        scps.addAll(policies.scps());
        Questions.of(seed, set, 40).forEach(question -> requests.add(request(question)));
      }
      // Few levels, each of many statements: some requests must get through.
      List<PolicyDocument> level = scps.stream().flatMap(List::stream).toList();
      return new Crowd(
          new Policies(
              withoutDenyingEverything(identity),
              merged(withoutDenyingEverything(resources)),
              List.of(),
              null,
              List.of(withoutDenyingEverything(level)),
              List.of()),
          requests);
    }

    private static AuthorizationRequest request(Question question) {
      return Production.request(question);
    }

    /** With hundreds of statements one in ten denials would deny almost all there is. */
    private static List<PolicyDocument> withoutDenyingEverything(List<PolicyDocument> documents) {
      return documents.stream()
          .map(document ->
              document.with(
                  document.statements().stream()
                      .filter(statement ->
                          statement.effect() == Statement.Effect.ALLOW
                              || !statement.conditions().isEmpty())
                      .toList()))
          .toList();
    }

    private static @Nullable PolicyDocument merged(List<PolicyDocument> documents) {
      return documents.isEmpty()
          ? null
          : documents
              .getFirst()
              .with(
                  documents.stream().flatMap(document -> document.statements().stream()).toList());
    }

    /** The same with an own set for each statement, but for levels, of which any may allow. */
    PolicySet apart() {
      List<PolicySet> sets = new ArrayList<>();
      for (PolicyDocument document : policies.identity()) {
        for (Statement statement : document.statements()) {
          sets.add(set(List.of(document.with(List.of(statement))), null, List.of()));
        }
      }
      PolicyDocument resource = policies.resource();
      if (resource != null) {
        for (Statement statement : resource.statements()) {
          sets.add(set(List.of(), resource.with(List.of(statement)), List.of()));
        }
      }
      sets.add(set(List.of(), null, policies.scps()));
      return sets.stream().reduce(PolicySet.EMPTY, PolicySet::and);
    }

    private static PolicySet set(
        List<PolicyDocument> identity,
        @Nullable PolicyDocument resource,
        List<List<PolicyDocument>> scps) {
      return PolicySet.compile(new Policies(identity, resource, List.of(), null, scps, List.of()));
    }
  }
}
