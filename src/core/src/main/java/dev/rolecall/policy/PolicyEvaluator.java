package dev.rolecall.policy;

import dev.rolecall.identity.Arn;
import dev.rolecall.json.Position;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides as AWS IAM does (IAM User Guide, "Policy evaluation logic"): explicit deny, resource and
 * service control policies, resource policy, identity policies, permissions boundaries, session
 * policy; within an account and across accounts.
 */
public final class PolicyEvaluator {
  private static final DecidedBy ROOT_USER =
      new DecidedBy(Layer.IDENTITY, "the account's own permissions", "root", 0, Position.NONE);

  private final AuthorizationRequest request;
  private final ResourceLayer resource;
  private final PolicyLayer identity;
  private final List<PolicyLayer> boundaries;
  private final PolicyLayer session;
  private final List<PolicyLayer> scps;
  private final List<PolicyLayer> rcps;

  private PolicyEvaluator(Policies policies, AuthorizationRequest request) {
    this.request = request;
    this.resource = new ResourceLayer(policies.resource());
    this.identity = new PolicyLayer(Layer.IDENTITY, policies.identity());
    this.boundaries =
        policies.boundaries().stream()
            .map(document -> PolicyLayer.of(Layer.BOUNDARY, document))
            .toList();
    this.session = PolicyLayer.of(Layer.SESSION, policies.session());
    this.scps = levels(Layer.SCP, policies.scps());
    this.rcps = levels(Layer.RCP, policies.rcps());
  }

  /** Never throws for a document that was read: what cannot be decided is denied. */
  public static Decision evaluate(Policies policies, AuthorizationRequest request) {
    return new PolicyEvaluator(policies, request).decide();
  }

  private Decision decide() {
    Optional<DecidedBy> denial = denial();
    if (denial.isPresent()) {
      return new Decision.ExplicitDeny(denial.get());
    }
    Optional<Layer> guardrail = firstSilent(Stream.concat(rcps.stream(), scpsOfCaller()));
    if (guardrail.isPresent()) {
      return new Decision.ImplicitDeny(guardrail.get());
    }
    Optional<ResourceLayer.Grant> grant = resource.grant(request);
    if (grant.isEmpty() && resourceMustAllow()) {
      return new Decision.ImplicitDeny(isTrust() ? Layer.TRUST : Layer.RESOURCE);
    }
    if (!isOfAnAccount()) {
      return grant.<Decision>map(given -> new Decision.Allow(given.by())).orElseThrow();
    }
    return permission(grant);
  }

  /** A Deny anywhere; the policies of an account bear on its own principals only. */
  private Optional<DecidedBy> denial() {
    Stream<PolicyLayer> own =
        isOfAnAccount()
            ? Stream.of(scps, List.of(identity), boundaries, List.of(session)).flatMap(List::stream)
            : Stream.of();
    return Stream.concat(rcps.stream(), own)
        .flatMap(layer -> layer.denial(request).stream())
        .findFirst()
        .or(() -> resource.denial(request, !boundaries.isEmpty()));
  }

  /** What the caller's own policies say, as far as the resource's grant does not make up for it. */
  private Decision permission(Optional<ResourceLayer.Grant> grant) {
    Optional<ResourceLayer.Grant> own = grant.filter(given -> isSameAccount());
    Optional<DecidedBy> allowed =
        own.filter(ResourceLayer.Grant::bypassesIdentity)
            .map(ResourceLayer.Grant::by)
            .or(this::identityPermission);
    if (allowed.isEmpty()) {
      return new Decision.ImplicitDeny(Layer.IDENTITY);
    }
    if (own.filter(ResourceLayer.Grant::bypassesLimits).isEmpty()) {
      Optional<Layer> limit = firstSilent(Stream.concat(boundaries.stream(), sessionOfCaller()));
      if (limit.isPresent()) {
        return new Decision.ImplicitDeny(limit.get());
      }
    }
    return new Decision.Allow(
        grant
            .filter(given -> resourceMustAllow())
            .map(ResourceLayer.Grant::by)
            .orElse(allowed.get()));
  }

  private Optional<DecidedBy> identityPermission() {
    return identity
        .permission(request)
        .or(() ->
            request.caller() instanceof Caller.Root ? Optional.of(ROOT_USER) : Optional.empty());
  }

  /** The first layer that allows nothing of it. */
  private Optional<Layer> firstSilent(Stream<PolicyLayer> layers) {
    return layers
        .filter(layer -> layer.permission(request).isEmpty())
        .map(PolicyLayer::layer)
        .findFirst();
  }

  private Stream<PolicyLayer> scpsOfCaller() {
    return isOfAnAccount() ? scps.stream() : Stream.of();
  }

  /** A federated user has no permissions without a session policy; a role session has all. */
  private Stream<PolicyLayer> sessionOfCaller() {
    return session.documents().isEmpty() && !(request.caller() instanceof Caller.FederatedUser)
        ? Stream.of()
        : Stream.of(session);
  }

  private boolean resourceMustAllow() {
    return !isOfAnAccount() || !isSameAccount() || isTrust() || isKey();
  }

  private boolean isOfAnAccount() {
    return request.caller().account().isPresent();
  }

  private boolean isSameAccount() {
    return request.caller().account().equals(Optional.of(request.resourceAccount()));
  }

  /** STS actions on a role: an identity policy alone never suffices. */
  private boolean isTrust() {
    return isOfService(request.action(), "sts") && resourceIs("iam", "role/");
  }

  /** Nor does it for a KMS key whose policy does not delegate to the account. */
  private boolean isKey() {
    return isOfService(request.action(), "kms") && resourceIs("kms", "key/");
  }

  private static boolean isOfService(String action, String service) {
    return action.regionMatches(true, 0, service + ":", 0, service.length() + 1);
  }

  private boolean resourceIs(String service, String prefix) {
    return Arn.parse(request.resource())
        .filter(arn -> arn.service().equals(service) && arn.resource().startsWith(prefix))
        .isPresent();
  }

  private static List<PolicyLayer> levels(Layer layer, List<List<PolicyDocument>> levels) {
    return levels.stream().map(documents -> new PolicyLayer(layer, documents)).toList();
  }
}
