package dev.rolecall.sts.assume;

import dev.rolecall.binding.Binding;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.Provider;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.issuer.TrustedIssuers;
import dev.rolecall.sts.limit.Caller;
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.sts.limit.Share;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.TokenVerifier;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.token.UnverifiedClaims;
import dev.rolecall.token.VerifiedToken;
import dev.rolecall.trust.RequestedSession;
import dev.rolecall.trust.RequestedTags;
import dev.rolecall.trust.RolesClaim;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustPrincipal;
import dev.rolecall.trust.TrustRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** AssumeRoleWithWebIdentity: the bearer of an OIDC token wears a role that trusts its issuer. */
public final class WebIdentityService {
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
  public CompletionStage<Result> assume(
      WebIdentityRequest request, Caller caller, AuditTrail trail) {
    Optional<Share> spent = caller.spent(credential(request));
    if (spent.isPresent()) {
      return CompletableFuture.completedFuture(new Result.Refused(Refusal.throttled(spent.get())));
    }
    Optional<RoleArn> role = RoleArn.parse(request.roleArn());
    return verifier
        .verify(request.token().reveal(), issuers.webIdentity(role.map(RoleArn::account)))
        .thenApply(token -> decide(new Asked(request, role, caller), token, trail));
  }

  /**
   * @param role empty where the request names none
   */
  private record Asked(WebIdentityRequest request, Optional<RoleArn> role, Caller caller) {}

  private Result decide(Asked asked, TokenResult result, AuditTrail trail) {
    try {
      if (result instanceof TokenResult.Refused) {
        UnverifiedClaims.of(asked.request().token().reveal()).forEach(trail::unverified);
      }
      VerifiedToken token = TokenRefusals.require(result);
      trail.token(token);
      return grant(asked, token, trail);
    } catch (RefusedException e) {
      return new Result.Refused(e.refusal());
    }
  }

  private Result grant(Asked asked, VerifiedToken token, AuditTrail trail) throws RefusedException {
    Optional<Workload> workload = attest(token);
    workload.ifPresent(trail::workload);
    if (issuers.isClusters(token.issuer())) {
      requireShare(asked, Principal.ofCluster(workload, token));
    }
    WebIdentityRequest request = asked.request();
    requireNamed(request.roleArn(), token);
    Optional<String> sourceIdentity = SourceIdentity.of(token.claims());
    TokenTags tokenTags = TokenTags.of(token.claims());
    RoleArn arn = asked.role().orElseThrow(() -> notAuthorized(request.roleArn() + " is no role"));
    Binding.Bound binding = bind(workload, arn);
    SessionTags tags = SessionTags.of(tokenTags, binding.tags());
    tags.requireWellFormed();
    Role role = roles.find(arn, trail);

    RequestedSession session =
        new RequestedSession(
            request.sessionName(),
            new RequestedTags(tags.tags(), tags.transitiveKeys(), Map.of()),
            sourceIdentity,
            Optional.empty());
    TrustDecision.Trusted trusted = requireTrust(session, role, token, trail);

    trail.tellOwnerTheReason();
    if (!issuers.isClusters(token.issuer())) {
      // Not before: anybody can have a token of an issuer that serves the public.
      requireShare(asked, new Principal.Outsiders(arn.account()));
    }
    tags.requireValid();
    List<String> sessionPolicies = sessionPolicies(request, role, binding);
    roles.requireDuration(request.duration(), role);
    SessionDraft draft = draft(request.duration(), session, role, token, workload, sessionPolicies);
    Assumed assumed = roles.issue(draft, request.minimumTokenBytes(), "trusted by " + trusted.by());
    return new Result.Granted(assumed, token, provider(role, token));
  }

  private static void requireShare(Asked asked, Principal principal) throws RefusedException {
    Optional<Share> spent = asked.caller().proved(principal, credential(asked.request()));
    if (spent.isPresent()) {
      throw new RefusedException(Refusal.throttled(spent.get()));
    }
  }

  private static Credential credential(WebIdentityRequest request) {
    return Credential.token(request.token().reveal());
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

  /** Refuses a token whose issuer wants it to be good for other roles. */
  private static void requireNamed(String roleArn, VerifiedToken token) throws RefusedException {
    if (RolesClaim.of(token.claims(), roleArn) == RolesClaim.NAMES_OTHERS) {
      throw new RefusedException(
          Refusal.told(
              Kind.INVALID_TOKEN,
              "The target role ARN is not present in the roles claim of the identity token"));
    }
  }

  private Binding.Bound bind(Optional<Workload> workload, RoleArn role) throws RefusedException {
    if (workload.isEmpty()) {
      return Binding.Bound.toRole(role, "request");
    }
    return switch (bindings.resolve(workload.get(), role)) {
      case Binding.Bound bound -> bound;
      case Binding.Unbound(var reason) -> throw notAuthorized(reason);
    };
  }

  private TrustDecision.Trusted requireTrust(
      RequestedSession session, Role role, VerifiedToken token, AuditTrail trail)
      throws RefusedException {
    TrustedIssuer.Kind kind =
        issuers.isClusters(token.issuer())
            ? TrustedIssuer.Kind.CLUSTER
            : TrustedIssuer.Kind.EXTERNAL;
    return roles.requireTrust(
        new TrustRequest(new TrustPrincipal.WebIdentity(token, kind), role, session), trail);
  }

  private List<String> sessionPolicies(WebIdentityRequest request, Role role, Binding.Bound binding)
      throws RefusedException {
    List<String> texts = new ArrayList<>();
    policies
        .read(role.arn().account(), request.policy(), request.policyArns())
        .map(PolicyDocument::json)
        .ifPresent(texts::add);
    binding.sessionPolicies().forEach(policy -> texts.add(policy.json()));
    return texts;
  }

  private static SessionDraft draft(
      Duration duration,
      RequestedSession session,
      Role role,
      VerifiedToken token,
      Optional<Workload> workload,
      List<String> sessionPolicies) {
    String issuer = Provider.hostAndPath(token.issuer());
    return new SessionDraft(
        role.id(),
        role.arn(),
        session.name(),
        session.tags().asked(),
        session.tags().transitiveKeys(),
        session.sourceIdentity(),
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
        duration);
  }

  private static String provider(Role role, VerifiedToken token) {
    return TrustedIssuers.providerArn(role.arn().account(), token.issuer());
  }

  private static RefusedException notAuthorized(String reason) {
    return new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
  }
}
