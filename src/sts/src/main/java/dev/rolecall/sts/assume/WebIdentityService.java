package dev.rolecall.sts.assume;

import dev.rolecall.binding.Binding;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.Provider;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.issuer.TrustedIssuers;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.TokenVerifier;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.token.VerifiedToken;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustPrincipal;
import dev.rolecall.trust.TrustRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** AssumeRoleWithWebIdentity: the bearer of an OIDC token wears a role that trusts its issuer. */
public final class WebIdentityService {
  private static final String SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";

  private final TokenVerifier verifier;
  private final TrustedIssuers issuers;
  private final PodAttestor pods;
  private final RoleBinding bindings;
  private final RoleAssumption roles;
  private final RequestedPolicies policies;
  private final boolean unboundTokens;

  /**
   * @param unboundTokens whether tokens of the cluster's issuer that are bound to no pod are good
   */
  public WebIdentityService(
      TokenVerifier verifier, TrustedIssuers issuers, Steps steps, boolean unboundTokens) {
    this.verifier = verifier;
    this.issuers = issuers;
    this.pods = steps.pods();
    this.bindings = steps.bindings();
    this.roles = steps.roles();
    this.policies = new RequestedPolicies(steps.resources(), steps.quotas());
    this.unboundTokens = unboundTokens;
  }

  /** What became of it. */
  public sealed interface Result {
    /**
     * The role is worn.
     *
     * @param provider the OIDC provider's ARN
     */
    record Granted(Assumed assumed, VerifiedToken token, String provider) implements Result {}

    record Refused(Refusal refusal) implements Result {}
  }

  /** Completes on any thread, at once where the issuer's keys are cached. */
  public CompletionStage<Result> assume(WebIdentityRequest request, AuditTrail trail) {
    Optional<RoleArn> role = RoleArn.parse(request.roleArn());
    return verifier
        .verify(request.token().reveal(), issuers.webIdentity(role.map(RoleArn::account)))
        .thenApply(token -> decide(request, role, token, trail));
  }

  private Result decide(
      WebIdentityRequest request, Optional<RoleArn> role, TokenResult result, AuditTrail trail) {
    try {
      VerifiedToken token = TokenRefusals.require(result);
      trail.token(token);
      return grant(request, role, token, trail);
    } catch (RefusedException e) {
      return new Result.Refused(e.refusal());
    }
  }

  private Result grant(
      WebIdentityRequest request, Optional<RoleArn> named, VerifiedToken token, AuditTrail trail)
      throws RefusedException {
    Optional<Workload> workload = attest(token);
    workload.ifPresent(trail::workload);
    RolesClaim.require(request.roleArn(), token.claims());
    refuseSourceIdentity(token);
    TokenTags tokenTags = TokenTags.of(token.claims());
    RoleArn arn = named.orElseThrow(() -> notAuthorized(request.roleArn() + " is no role"));
    Binding.Bound binding = bind(workload, arn);
    SessionTags tags = SessionTags.of(tokenTags, binding.tags());
    Role role = roles.find(arn, trail);

    TrustDecision.Trusted trusted = requireTrust(request, role, token, tags);

    trail.tellOwnerTheReason();
    tags.requireValid();
    List<String> sessionPolicies = sessionPolicies(request, role, binding);
    requireDuration(request, role);
    SessionDraft draft = draft(request, role, token, workload, tags, sessionPolicies);
    Assumed assumed = roles.issue(draft, "trusted by " + trusted.by());
    return new Result.Granted(assumed, token, provider(role, token));
  }

  /** The pod, where the token is the cluster's; others stand on the trust policy alone. */
  private Optional<Workload> attest(VerifiedToken token) throws RefusedException {
    if (!issuers.isClusters(token.issuer())) {
      return Optional.empty();
    }
    Optional<Workload> workload = pods.attest(token);
    if (workload.isEmpty() && !unboundTokens) {
      throw notAuthorized(
          "the token is bound to no pod, which rolecall.web-identity.unbound-tokens does not"
              + " allow");
    }
    return workload;
  }

  /** Without it the session would be less than its issuer demands, so the token is not good. */
  private static void refuseSourceIdentity(VerifiedToken token) throws RefusedException {
    if (token.claims().get(SOURCE_IDENTITY).filter(v -> !(v instanceof JsonNull)).isPresent()) {
      throw notAuthorized("the token sets a source identity, which is not supported");
    }
  }

  private Binding.Bound bind(Optional<Workload> workload, RoleArn role) throws RefusedException {
    if (workload.isEmpty()) {
      return new Binding.Bound(role, "request", List.of(), Map.of());
    }
    return switch (bindings.resolve(workload.get(), role)) {
      case Binding.Bound bound -> bound;
      case Binding.Unbound(var reason) -> throw notAuthorized(reason);
    };
  }

  private TrustDecision.Trusted requireTrust(
      WebIdentityRequest request, Role role, VerifiedToken token, SessionTags tags)
      throws RefusedException {
    TrustedIssuer.Kind kind =
        issuers.isClusters(token.issuer())
            ? TrustedIssuer.Kind.CLUSTER
            : TrustedIssuer.Kind.EXTERNAL;
    return roles.requireTrust(
        new TrustRequest(
            new TrustPrincipal.WebIdentity(token, kind),
            role,
            request.sessionName(),
            tags.tags(),
            tags.transitiveKeys()));
  }

  private List<String> sessionPolicies(WebIdentityRequest request, Role role, Binding.Bound binding)
      throws RefusedException {
    List<String> texts = new ArrayList<>();
    policies.read(role.arn().account(), request).map(PolicyDocument::json).ifPresent(texts::add);
    binding.sessionPolicies().forEach(policy -> texts.add(policy.json()));
    return texts;
  }

  private static void requireDuration(WebIdentityRequest request, Role role)
      throws RefusedException {
    if (request.duration().compareTo(role.maxSessionDuration()) > 0) {
      throw new RefusedException(
          Refusal.told(
              Kind.DURATION_TOO_LONG,
              "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
    }
  }

  private static SessionDraft draft(
      WebIdentityRequest request,
      Role role,
      VerifiedToken token,
      Optional<Workload> workload,
      SessionTags tags,
      List<String> sessionPolicies) {
    String issuer = Provider.hostAndPath(token.issuer());
    return new SessionDraft(
        role.id(),
        role.arn(),
        request.sessionName(),
        tags.tags(),
        tags.transitiveKeys(),
        Optional.empty(),
        sessionPolicies,
        workload.map(Workload::pod),
        Map.of(
            "aws:FederatedProvider",
            provider(role, token),
            issuer + ":sub",
            token.subject(),
            issuer + ":aud",
            token.audience()),
        List.of(),
        request.duration());
  }

  private static String provider(Role role, VerifiedToken token) {
    return TrustedIssuers.providerArn(role.arn().account(), token.issuer());
  }

  private static RefusedException notAuthorized(String reason) {
    return new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
  }
}
