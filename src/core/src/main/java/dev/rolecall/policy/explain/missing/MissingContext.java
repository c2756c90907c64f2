package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.RequestContext;
import java.util.List;
import java.util.Optional;

/** What the condition keys that a denied request does not have could have changed. */
public sealed interface MissingContext {
  /** Nothing: the request is allowed, or no missing key has a part in the denial. */
  record NotInvolved() implements MissingContext {}

  /**
   * With these keys besides its own the request is allowed: the evaluator decided so. No smaller
   * number of keys was found to do.
   */
  record Witness(List<Setting> settings) implements MissingContext {
    public Witness {
      settings = List.copyOf(settings);
    }
  }

  /**
   * One key of a witness.
   *
   * @param key as the policies spell it
   * @param reasons the conditions that the value makes hold in an Allow, or fail in a Deny
   */
  record Setting(String key, RequestContext.Entry value, List<Reason> reasons) {
    public Setting {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What a value serves.
   *
   * @param condition one on the key, or one whose values have the key as a variable; empty where
   *     the variable is in the statement's resources
   */
  record Reason(DecidedBy statement, Optional<Condition> condition) {}

  /**
   * No values of missing keys lead to a permission: even if every condition on them were as one
   * wishes, the decision would be {@code still}.
   *
   * @param keys the missing keys that statements for this action and resource ask for
   */
  record NothingHelps(List<String> keys, Decision still) implements MissingContext {
    public NothingHelps {
      keys = List.copyOf(keys);
    }
  }

  /**
   * None of the values that were tried led to a permission; others may.
   *
   * @param tried how many sets of values the evaluator decided on
   * @param bounded whether the search ended at its bound, and not for want of values
   */
  record NotFound(List<String> keys, int tried, boolean bounded) implements MissingContext {
    public NotFound {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Searches, where the request is denied and lacks keys that statements ask for.
   *
   * @param decision what the policies decide on the request
   */
  static MissingContext of(Policies policies, AuthorizationRequest request, Decision decision) {
    if (decision.allowed()) {
      return new NotInvolved();
    }
    PossiblePolicies possible = PossiblePolicies.of(policies, request);
    if (possible.missingKeys().isEmpty()) {
      return new NotInvolved();
    }
    Decision wishful = possible.wishfulDecision();
    return wishful.allowed()
        ? new ContextSearch(policies, request, possible).search()
        : new NothingHelps(possible.missingKeys(), wishful);
  }
}
