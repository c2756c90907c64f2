package dev.rolecall.trust;

import dev.rolecall.directory.Role;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.RequestContext;
import java.time.Clock;

/**
 * Decides by the role's trust policy. On top of AWS's evaluation: a statement that allows a service
 * admits only workloads of the role's namespace, unless its conditions name another; one that
 * allows the cluster's issuer counts only with a positive condition on {@code :sub}; and {@code *}
 * admits neither services nor web identities.
 */
public final class TrustEvaluator {
  private static final String TAG_SESSION = "sts:TagSession";

  private final Clock clock;

  /**
   * @param clock for {@code aws:CurrentTime} and {@code aws:EpochTime}
   */
  public TrustEvaluator(Clock clock) {
    this.clock = clock;
  }

  /**
   * Asks the trust policy for {@code sts:AssumeRole} or {@code sts:AssumeRoleWithWebIdentity}, and
   * for {@code sts:TagSession} where there are tags.
   */
  public TrustDecision evaluate(TrustRequest request) {
    if (claimsAnotherNamespace(request)) {
      return new TrustDecision.NotTrusted(
          TAG_SESSION, "the tag kubernetes-namespace is not the workload's namespace");
    }
    RequestContext context = TrustContext.of(request, clock.instant());
    Admission admission = Admission.of(request.principal(), request.role());
    PolicySet counting = compile(admission.apply(request.role().trustPolicy()));
    TrustDecision decision = ask(action(request.principal()), request, context, counting);
    if (decision instanceof TrustDecision.Trusted && !request.tags().isEmpty()) {
      TrustDecision tagging = ask(TAG_SESSION, request, context, counting);
      return tagging instanceof TrustDecision.NotTrusted ? tagging : decision;
    }
    return decision;
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
      case TrustPrincipal.Service service -> "sts:AssumeRole";
    };
  }

  private static Caller caller(TrustPrincipal principal, Role role) {
    return switch (principal) {
      case TrustPrincipal.WebIdentity web ->
          new Caller.WebIdentity(TrustContext.providerArn(web.token().issuer(), role));
      case TrustPrincipal.Service service -> new Caller.Service(service.name());
    };
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
    return switch (counting.decide(question)) {
      case Decision.Allow(var by) -> new TrustDecision.Trusted(by);
      case Decision.ExplicitDeny(var by) ->
          new TrustDecision.NotTrusted(action, "%s of role %s denies it".formatted(by, role.arn()));
      case Decision.ImplicitDeny silent ->
          new TrustDecision.NotTrusted(
              action,
              compile(role.trustPolicy()).decide(question).allowed()
                  ? "role %s trusts it by a statement that does not count: it takes %s"
                      .formatted(role.arn(), Admission.of(request.principal(), role).rule())
                  : "no statement of the trust policy of role %s allows %s to %s"
                      .formatted(role.arn(), action, describe(request.principal(), role)));
    };
  }

  private static PolicySet compile(PolicyDocument trustPolicy) {
    return PolicySet.compile(Policies.ofResource(trustPolicy));
  }

  private static String describe(TrustPrincipal principal, Role role) {
    return switch (principal) {
      case TrustPrincipal.WebIdentity(var token, var kind) ->
          "subject '%s', audience '%s' of %s"
              .formatted(
                  token.subject(),
                  token.audience(),
                  TrustContext.providerArn(token.issuer(), role));
      case TrustPrincipal.Service(var name, var workload) ->
          "%s for service account %s".formatted(name, workload.serviceAccount());
    };
  }
}
