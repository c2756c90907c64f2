package dev.rolecall.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyEvaluator;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.differential.Production;
import dev.rolecall.policy.explain.missing.MissingContext;
import dev.rolecall.policy.explain.missing.MissingContext.Setting;
import dev.rolecall.policy.generated.PolicySets;
import dev.rolecall.policy.generated.Questions;
import dev.rolecall.policy.reference.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random policies and requests: what explanations claim is so. */
class GeneratedExplanationsTest {
  private static final int SETS = 60;
  private static final int QUESTIONS_A_SET = 8;
  private static final int GUESSES = 20;

  private final Map<String, Integer> answers = new TreeMap<>();

  @Test
  void claimsOnlyWhatTheEvaluatorConfirms() {
    for (long seed = 0; seed < SETS; seed++) {
      PolicySets.PolicySet set = PolicySets.of(seed);
      Policies policies = Production.policies(set.texts(), set.resourceType());
      List<RequestContext> contexts =
          Questions.of(seed + SETS, set, GUESSES).stream()
              .map(Production::request)
              .map(AuthorizationRequest::context)
              .toList();
      for (Question question : Questions.of(seed, set, QUESTIONS_A_SET)) {
        AuthorizationRequest request = Production.request(question);
        check(policies, request, contexts);
        check(policies, bare(request), contexts);
      }
    }
    System.out.println("Generated explanations, missing context: " + answers);
    assertThat(answers).containsKeys("NotInvolved", "Witness", "NothingHelps");
  }

  private void check(
      Policies policies, AuthorizationRequest request, List<RequestContext> contexts) {
    Explanation explanation = PolicyExplainer.explain(policies, request);
    assertThat(explanation.decision()).isEqualTo(PolicyEvaluator.evaluate(policies, request));
    Consistency.check(explanation);
    check(explanation.missing(), policies, request, contexts);
  }

  /** Without a context: most conditions then ask for a missing key. */
  private static AuthorizationRequest bare(AuthorizationRequest request) {
    return with(request, RequestContext.empty());
  }

  private void check(
      MissingContext missing,
      Policies policies,
      AuthorizationRequest request,
      List<RequestContext> contexts) {
    answers.merge(missing.getClass().getSimpleName(), 1, Integer::sum);
    switch (missing) {
      case MissingContext.NotInvolved none -> {}
      case MissingContext.Witness(var settings) -> {
        assertThat(allows(policies, with(request, settings))).isTrue();
        // None of the keys is there for nothing.
        for (Setting setting : settings) {
          List<Setting> fewer = new ArrayList<>(settings);
          fewer.remove(setting);
          assertThat(allows(policies, with(request, fewer))).isFalse();
        }
      }
      case MissingContext.NothingHelps(var keys, var still) ->
          checkNothingHelps(keys, policies, request, contexts);
      case MissingContext.NotFound(var keys, var tried, var bounded) ->
          checkNothingHelps(keys, policies, request, contexts);
    }
  }

  private static void checkNothingHelps(
      List<String> keys,
      Policies policies,
      AuthorizationRequest request,
      List<RequestContext> contexts) {
    for (RequestContext context : contexts) {
      assertThat(allows(policies, with(request, taken(keys, context)))).isFalse();
    }
  }

  /** What another request says of these keys. */
  private static List<Setting> taken(List<String> keys, RequestContext context) {
    return keys.stream()
        .flatMap(key -> context.get(key).map(entry -> new Setting(key, entry, List.of())).stream())
        .toList();
  }

  private static boolean allows(Policies policies, AuthorizationRequest request) {
    return PolicyEvaluator.evaluate(policies, request).allowed();
  }

  private static AuthorizationRequest with(AuthorizationRequest request, List<Setting> settings) {
    RequestContext context = request.context();
    for (Setting setting : settings) {
      context = context.with(setting.key(), setting.value());
    }
    return with(request, context);
  }

  private static AuthorizationRequest with(AuthorizationRequest request, RequestContext context) {
    return new AuthorizationRequest(
        request.caller(), request.action(), request.resource(), request.resourceAccount(), context);
  }
}
