package dev.rolecall.trust;

import dev.rolecall.cache.Bounds;
import dev.rolecall.directory.Derived;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.RequestContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides by the role's trust policy. On top of AWS's evaluation: a statement that allows a service
 * admits only workloads of the role's namespace, unless its conditions name another; one that
 * allows the cluster's issuer counts only with a positive condition on {@code :sub}; and {@code *}
 * admits neither services nor web identities.
 */
public final class TrustEvaluator {
  private static final String ASSUME_ROLE = "sts:AssumeRole";
  private static final String TAG_SESSION = "sts:TagSession";
  private static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  /** Those of 10,000 roles, or of fewer larger ones. */
  private static final Bounds KEPT = new Bounds(65_536, 128L << 20).ofHeap(3);

  private final Clock clock;
  private final Derived<Counting, PolicySet> compiled = new Derived<>(KEPT, PolicySet::bytes);

  /** A role, and what of the principal tells which statements of its trust policy count. */
  private record Counting(RoleId role, Admission.Basis basis) {}

  /**
   * @param clock for {@code aws:CurrentTime} and {@code aws:EpochTime}
   */
  public TrustEvaluator(Clock clock) {
    this.clock = clock;
  }

  /**
   * Asks for {@code sts:AssumeRole} or {@code sts:AssumeRoleWithWebIdentity}, for {@code
   * sts:TagSession} where the session will have tags, and for {@code sts:SetSourceIdentity} where
   * it will have a source identity; each must be allowed, in the same context. The trust policy
   * decides, for a role's session together with all policies that bear on it.
   */
  public TrustDecision evaluate(TrustRequest request) {
    if (claimsAnotherNamespace(request)) {
      return new TrustDecision.NotTrusted(
          TAG_SESSION,
          new Decision.ImplicitDeny(Decision.Layer.TRUST),
          "the tag kubernetes-namespace is not the workload's namespace");
    }
    RequestContext context = TrustContext.of(request, clock.instant());
    Admission admission = Admission.of(request.principal(), request.role());
    PolicySet counting = counting(request, admission);
    TrustDecision decision = ask(action(request.principal()), request, context, counting);
    for (String action : furtherActions(request.session())) {
      if (decision instanceof TrustDecision.Trusted
          && ask(action, request, context, counting) instanceof TrustDecision.NotTrusted refused) {
        return refused;
      }
    }
    return decision;
  }

  private PolicySet counting(TrustRequest request, Admission admission) {
    Role role = request.role();
    PolicySet trust =
        compiled.get(
            new Counting(role.id(), admission.basis()),
            List.of(role.trustPolicy(), role.namespace()),
            () -> PolicySet.compile(Policies.ofResource(admission.apply(role.trustPolicy()))));
    return withOwn(request.principal(), trust);
  }

  private static List<String> furtherActions(RequestedSession session) {
    List<String> actions = new ArrayList<>();
    if (session.tags().any()) {
      actions.add(TAG_SESSION);
    }
    if (session.sourceIdentity().isPresent()) {
      actions.add(SET_SOURCE_IDENTITY);
    }
    return actions;
  }

  /**
   * Whoever asks for a service has attested the workload: its namespace is no matter of opinion.
   */
  private static boolean claimsAnotherNamespace(TrustRequest request) {
    return request.principal() instanceof TrustPrincipal.Service service
        && request.tags().entrySet().stream()
            .filter(tag -> tag.getKey().equalsIgnoreCase(TrustContext.NAMESPACE_TAG))
            .anyMatch(tag -> !tag.getValue().equals(service.workload().pod().namespace()));
  }

  private static String action(TrustPrincipal principal) {
    return switch (principal) {
      case TrustPrincipal.WebIdentity web -> "sts:AssumeRoleWithWebIdentity";
      case TrustPrincipal.Service service -> ASSUME_ROLE;
      case TrustPrincipal.Node node -> ASSUME_ROLE;
      case TrustPrincipal.RoleSession session -> ASSUME_ROLE;
    };
  }

  static Caller caller(TrustPrincipal principal, Role role) {
    return switch (principal) {
      case TrustPrincipal.WebIdentity web ->
          new Caller.WebIdentity(TrustContext.providerArn(web.token().issuer(), role));
      case TrustPrincipal.Service service -> new Caller.Service(service.name());
      case TrustPrincipal.Node node -> new Caller.Service(node.service());
      case TrustPrincipal.RoleSession session -> session.caller();
    };
  }

  private static PolicySet policies(TrustPrincipal principal, PolicyDocument trustPolicy) {
    return withOwn(principal, PolicySet.compile(Policies.ofResource(trustPolicy)));
  }

  /** Those that bear on the principal itself, and the trust policy. */
  private static PolicySet withOwn(TrustPrincipal principal, PolicySet trust) {
    return principal instanceof TrustPrincipal.RoleSession session
        ? session.policies().and(trust)
        : trust;
  }

  private static TrustDecision ask(
      String action, TrustRequest request, RequestContext context, PolicySet counting) {
    Role role = request.role();
    AuthorizationRequest question =
        new AuthorizationRequest(
            caller(request.principal(), role),
            action,
            role.arn().toString(),
            role.arn().account(),
            context);
    Decision decision = counting.decide(question);
    return switch (decision) {
      case Decision.Allow(var by) -> new TrustDecision.Trusted(by);
      case Decision.ExplicitDeny(var by) ->
          new TrustDecision.NotTrusted(action, decision, denial(by, role));
      case Decision.ImplicitDeny(var layer) when layer != Decision.Layer.TRUST ->
          new TrustDecision.NotTrusted(
              action,
              decision,
              "no %s of %s allows %s on %s"
                  .formatted(layer, describe(request.principal(), role), action, role.arn()));
      case Decision.ImplicitDeny silent ->
          new TrustDecision.NotTrusted(action, decision, silence(action, request, question));
    };
  }

  /** Why no statement of the trust policy allows it. */
  private static String silence(
      String action, TrustRequest request, AuthorizationRequest question) {
    Role role = request.role();
    TrustPrincipal principal = request.principal();
    if (policies(principal, role.trustPolicy()).decide(question).allowed()) {
      return "role %s trusts it by a statement that does not count: it takes %s"
          .formatted(role.arn(), Admission.of(principal, role).rule());
    }
    PolicyDocument byName = TrustedRoles.byName(role.trustPolicy());
    return policies(principal, byName).decide(question).allowed()
        ? "role %s trusts another role that had the name of %s before: its status says how to trust this one"
            .formatted(role.arn(), describe(principal, role))
        : "no statement of the trust policy of role %s allows %s to %s"
            .formatted(role.arn(), action, describe(principal, role));
  }

  private static String denial(Decision.DecidedBy by, Role role) {
    return by.layer() == Decision.Layer.TRUST
        ? "%s of role %s denies it".formatted(by, role.arn())
        : "%s (%s) denies it".formatted(by, by.layer());
  }

  private static String describe(TrustPrincipal principal, Role role) {
    return switch (principal) {
      case TrustPrincipal.WebIdentity(var token, var kind) ->
          "subject '%s', audience '%s' of %s"
              .formatted(
                  token.subject(),
                  token.audience(),
                  TrustContext.providerArn(token.issuer(), role));
      case TrustPrincipal.Service(var name, var workload, var source) ->
          "%s for service account %s".formatted(name, workload.serviceAccount());
      case TrustPrincipal.Node(var service, var name) -> "%s for node %s".formatted(service, name);
      case TrustPrincipal.RoleSession session ->
          session.caller() instanceof Caller.RoleSession known
              ? known.session().toString()
              : "a session that is over";
    };
  }
}
