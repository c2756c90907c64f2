package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.EvaluationRules;
import dev.rolecall.policy.Principals.Match;

/**
 * What each layer's silence means for a request: the evaluation's rules in words.
 *
 * @param grant how closely the resource's policy means the caller in what it grants; {@link
 *     Match#NONE} where it grants nothing
 */
record Bearings(AuthorizationRequest request, Match grant) {
  private static final Bearing NONE = new Bearing.NotApplicable("there is none");

  /** Of RCPs, SCPs and boundaries that are not there. */
  Bearing none() {
    return unless(NONE);
  }

  Bearing rcp() {
    return unless(new Bearing.MustAllow("every level above the resource's account must allow"));
  }

  Bearing scp() {
    return unless(
        isOfAnAccount()
            ? new Bearing.MustAllow("every level above the caller's account must allow")
            : new Bearing.NotApplicable(
                "they limit the principals of accounts, not " + stranger()));
  }

  /**
   * @param present whether the resource has a policy
   */
  Bearing resource(boolean present) {
    if (EvaluationRules.resourceMustAllow(request)) {
      return unless(new Bearing.MustAllow(whyResourceMustAllow()));
    }
    return unless(
        present
            ? new Bearing.MayAllow("within an account it may allow in place of the caller's own")
            : new Bearing.NotApplicable("there is none, and within an account none is needed"));
  }

  private String whyResourceMustAllow() {
    if (!isOfAnAccount()) {
      return "nothing else can allow " + stranger();
    }
    if (!EvaluationRules.isSameAccount(request)) {
      return "the resource is another account's, which must allow too";
    }
    return EvaluationRules.isTrust(request)
        ? "a role's trust policy must itself allow"
        : "a KMS key's policy must itself allow";
  }

  Bearing identity() {
    if (!isOfAnAccount()) {
      return unless(new Bearing.NotApplicable(stranger() + " has none"));
    }
    if (isSameAccount() && grant.bypassesIdentity()) {
      return unless(new Bearing.Bypassed("the resource's policy grants it to " + granted()));
    }
    if (EvaluationRules.ownPermission(request.caller()) != null) {
      return unless(new Bearing.Bypassed("the root user has every permission of its account"));
    }
    return unless(
        new Bearing.MustAllow(
            grant == Match.ACCOUNT && isSameAccount()
                ? "the resource's policy grants it to the caller's account, which only delegates"
                : "the caller needs a permission of its own"));
  }

  Bearing boundary() {
    return limit("every boundary must allow");
  }

  /**
   * @param present whether there is a session policy
   */
  Bearing session(boolean present) {
    if (present) {
      return limit("a session may do at most what its session policy allows");
    }
    return isOfAnAccount() && EvaluationRules.needsSessionPolicy(request.caller())
        ? limit("a federated user may do nothing without a session policy")
        : none();
  }

  private Bearing limit(String why) {
    if (!isOfAnAccount()) {
      return unless(new Bearing.NotApplicable(stranger() + " has none"));
    }
    return unless(
        isSameAccount() && grant.bypassesLimits()
            ? new Bearing.Bypassed("the resource's policy grants it to " + granted())
            : new Bearing.MustAllow(why));
  }

  /** Nothing bears on what cannot be denied. */
  private Bearing unless(Bearing otherwise) {
    return EvaluationRules.cannotBeDenied(request)
        ? new Bearing.NotApplicable(
            "sts:GetCallerIdentity needs no permission and cannot be denied")
        : otherwise;
  }

  private String granted() {
    return switch (grant) {
      case NONE, ACCOUNT -> "the caller's account";
      case BEHIND ->
          request.caller() instanceof Caller.FederatedUser
              ? "the user whose session it is"
              : "the caller's role";
      case ANYONE -> "everybody";
      case CALLER -> "the caller itself";
    };
  }

  private String stranger() {
    return switch (request.caller()) {
      case Caller.WebIdentity web -> "an identity provider's subject";
      case Caller.Service service -> "a service";
      default -> "an anonymous caller";
    };
  }

  private boolean isOfAnAccount() {
    return EvaluationRules.isOfAnAccount(request.caller());
  }

  private boolean isSameAccount() {
    return EvaluationRules.isSameAccount(request);
  }
}
