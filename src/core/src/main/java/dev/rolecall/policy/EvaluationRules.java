package dev.rolecall.policy;

import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Principals.Match;
import org.jspecify.annotations.Nullable;

/**
 * Which policies bear on a request and who of them must allow it (IAM User Guide, "Policy
 * evaluation logic"): the facts that deciding and explaining share. None of it looks at a statement
 * of a policy, and none allocates.
 */
public final class EvaluationRules {
  /** The root user may do in its account what nothing denies. */
  public static final Decision.Allow ROOT_USER =
      new Decision.Allow(DecidedBy.rule(Layer.IDENTITY, "the root user's own permissions"));

  /**
   * {@code sts:GetCallerIdentity} needs no permission, and no policy can take it away (AWS STS API
   * Reference, "GetCallerIdentity").
   */
  public static final Decision.Allow CALLER_IDENTITY =
      new Decision.Allow(
          DecidedBy.rule(Layer.IDENTITY, "every principal's right to ask who it is"));

  private EvaluationRules() {}

  /** Whether no policy bears on it at all: an account's own principal asks STS who it is. */
  public static boolean cannotBeDenied(AuthorizationRequest request) {
    return request.actionName().lowerCase().equals("sts:getcalleridentity")
        && isOfAnAccount(request.caller());
  }

  /**
   * Whether the caller's identity policies, boundaries, session policies and SCPs count. They do
   * not for services, web identities and anonymous callers.
   */
  public static boolean isOfAnAccount(Caller caller) {
    return caller.accountOrNull() != null;
  }

  /** Whether caller and resource are of one account: across accounts no grant bypasses anything. */
  public static boolean isSameAccount(AuthorizationRequest request) {
    return request.resourceAccount().equals(request.caller().accountOrNull());
  }

  /**
   * Whether the resource's policy has to allow it, so that the caller's permissions alone never
   * suffice: across accounts, for callers of no account, for trust policies and for KMS keys.
   */
  public static boolean resourceMustAllow(AuthorizationRequest request) {
    return !isSameAccount(request) || isTrust(request) || isKey(request);
  }

  /** Whether the resource's policy is a role's trust policy: an {@code sts:} action on a role. */
  public static boolean isTrust(AuthorizationRequest request) {
    return isOfService(request, "sts:") && isA(request, "iam", "role/");
  }

  /** What the resource's policy is called. */
  public static Layer resourceLayer(AuthorizationRequest request) {
    return isTrust(request) ? Layer.TRUST : Layer.RESOURCE;
  }

  /** Whether a session policy is wanted even where there is none: such a session may do nothing. */
  public static boolean needsSessionPolicy(Caller caller) {
    return caller instanceof Caller.FederatedUser;
  }

  /** What allows a caller without any statement, where something does. */
  public static Decision.@Nullable Allow ownPermission(Caller caller) {
    return caller instanceof Caller.Root ? ROOT_USER : null;
  }

  /**
   * Whether a grant to those whom the match says admits the caller: an identity provider must be
   * named, and a service in a trust policy; {@code *} is not them.
   *
   * @param layer of the document that grants, {@link Layer#RESOURCE} or {@link Layer#TRUST}
   */
  public static boolean admits(Match match, Caller caller, Layer layer) {
    boolean mustBeNamed =
        caller instanceof Caller.WebIdentity
            || (caller instanceof Caller.Service && layer == Layer.TRUST);
    return mustBeNamed ? match == Match.CALLER : match != Match.NONE;
  }

  private static boolean isKey(AuthorizationRequest request) {
    return isOfService(request, "kms:") && isA(request, "kms", "key/");
  }

  private static boolean isOfService(AuthorizationRequest request, String prefix) {
    return request.actionName().lowerCase().startsWith(prefix);
  }

  /** Whether the resource is one of this service, whose last segment begins so. */
  private static boolean isA(AuthorizationRequest request, String service, String beginning) {
    String resource = request.resource();
    int from = request.segment(AuthorizationRequest.SERVICE);
    return from >= 0
        && resource.startsWith("arn:")
        && request.segment(AuthorizationRequest.REGION) == from + service.length() + 1
        && resource.startsWith(service, from)
        && resource.startsWith(beginning, request.segment(AuthorizationRequest.LAST));
  }
}
