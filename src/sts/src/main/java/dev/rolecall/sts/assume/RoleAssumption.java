package dev.rolecall.sts.assume;

import dev.rolecall.binding.ExecutionRole;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.usage.RoleUses;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustEvaluator;
import dev.rolecall.trust.TrustRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What all ways to a role have in common: it is there, it trusts, its session is issued. */
public final class RoleAssumption {
  private final ResourceDirectory resources;
  private final TrustEvaluator trust;
  private final SessionIssuer issuer;
  private final WorkloadDirectory workloads;
  private final RoleUses uses;

  /**
   * @param uses told of each role that a session is issued of
   */
  public RoleAssumption(
      ResourceDirectory resources,
      WorkloadDirectory workloads,
      TrustEvaluator trust,
      SessionIssuer issuer,
      RoleUses uses) {
    this.resources = resources;
    this.workloads = workloads;
    this.trust = trust;
    this.issuer = issuer;
    this.uses = uses;
  }

  /**
   * The role, in an account that may issue. Where that is another account than the workload's, the
   * workload's owner is told the same from here on whether the role is missing or does not trust:
   * its owner alone may know.
   */
  public Role find(RoleArn arn, AuditTrail trail) throws RefusedException {
    trail.role(arn);
    if (trail.workload().isPresent() && !isOwn(arn.account(), trail)) {
      trail.tellOwner(
          "role %s is another account's: it does not exist, or its trust policy does not admit this workload"
              .formatted(arn));
    }
    Account account =
        resources
            .account(arn.account())
            .orElseThrow(() -> notAuthorized("account " + arn.account() + " does not exist"));
    if (account.suspended()) {
      throw notAuthorized("account " + account.id() + " is suspended");
    }
    return resources.role(arn).orElseThrow(() -> notAuthorized("role " + arn + " does not exist"));
  }

  public TrustDecision evaluate(TrustRequest request) {
    return trust.evaluate(request);
  }

  /** What in the trust policy allows it. */
  public TrustDecision.Trusted requireTrust(TrustRequest request, AuditTrail trail)
      throws RefusedException {
    return switch (trust.evaluate(request)) {
      case TrustDecision.Trusted trusted -> trusted;
      case TrustDecision.NotTrusted(var action, var decision, var reason) -> {
        trail.decided(action, decision);
        throw notAuthorized(
            "role " + request.role().arn() + " does not allow " + action + ": " + reason);
      }
    };
  }

  /** Refuses a session that is longer than the role allows. */
  public void requireDuration(Duration asked, Role role) throws RefusedException {
    if (asked.compareTo(role.maxSessionDuration()) > 0) {
      throw new RefusedException(
          Refusal.told(
              Kind.DURATION_TOO_LONG,
              "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
    }
  }

  /**
   * Why none of the pods may have the role: it is the execution role of one of them, or a pod is
   * not there any more, of which nobody can say.
   */
  Optional<String> objection(Stream<PodRef> pods, RoleArn role) {
    return pods.distinct()
        .flatMap(pod ->
            switch (workloads.find(pod.uid())) {
              case Lookup.Living(var workload) -> ExecutionRole.objection(workload, role).stream();
              case Lookup.Gone(var reason) -> Stream.of("pod " + pod + " is gone: " + reason);
              case Lookup.Unknown() -> Stream.of("pod " + pod + " is not known here");
            })
        .findFirst();
  }

  /**
   * Issues the session that was decided on.
   *
   * @param reason what allowed it
   */
  public Assumed issue(SessionDraft draft, String reason) throws RefusedException {
    return issue(draft, 0, reason);
  }

  /**
   * The same with a token of so many bytes at least, for clients that test their storage.
   *
   * @param reason what allowed it
   */
  Assumed issue(SessionDraft draft, int minimumTokenBytes, String reason) throws RefusedException {
    Stream<PodRef> pods =
        Stream.concat(
            draft.pod().stream(),
            draft.ancestors().stream().flatMap(ancestor -> ancestor.pod().stream()));
    Optional<String> objection = objection(pods, draft.roleArn());
    if (objection.isPresent()) {
      throw notAuthorized(objection.get());
    }
    return switch (issuer.issue(draft, minimumTokenBytes)) {
      case SessionIssuer.Result.Issued(var credentials, var session, var bytes) -> {
        uses.used(session.roleId());
        yield new Assumed(credentials, session, bytes, reason);
      }
      case SessionIssuer.Result.TooLarge(var bytes) ->
          throw new RefusedException(
              Refusal.told(
                  Kind.SESSION_TOO_LARGE,
                  "Packed size of session policies and tags consumes %d%% of allotted space."
                      .formatted(Math.ceilDiv(bytes * 100, SessionIssuer.MAX_TOKEN_BYTES))));
    };
  }

  /**
   * Whether the account is that of the workload that asks: its policies are its owner's to know.
   */
  public boolean isOwn(AccountId account, AuditTrail trail) {
    return trail
        .workload()
        .flatMap(workload -> resources.accountOf(workload.pod().namespace()))
        .filter(owner -> owner.id().equals(account))
        .isPresent();
  }

  private static RefusedException notAuthorized(String reason) {
    return new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
  }
}
