package dev.rolecall.session;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an opened session is still good: its role exists and did not revoke it, its account is
 * not suspended, its pod lives; likewise every ancestor.
 */
public final class SessionLiveness {
  /** How long a new pod may be unknown: caches of other replicas may have seen it first. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final ResourceDirectory resources;
  private final WorkloadDirectory workloads;
  private final Clock clock;

  public SessionLiveness(ResourceDirectory resources, WorkloadDirectory workloads, Clock clock) {
    this.resources = resources;
    this.workloads = workloads;
    this.clock = clock;
  }

  /** Death of any part is certain death; only without one may a retry help. */
  public Liveness check(Session session) {
    Liveness all = checkArn(session);
    all = all.and(check(session.roleId(), session.account(), session.issuedAt()));
    all = all.and(check(session.pod(), session.issuedAt()));
    for (Session.Ancestor ancestor : session.ancestors()) {
      all = all.and(check(ancestor.roleId(), ancestor.account(), ancestor.issuedAt()));
      all = all.and(check(ancestor.pod(), ancestor.issuedAt()));
    }
    return all;
  }

  private Liveness checkArn(Session session) {
    boolean renamed =
        resources
            .role(session.roleId())
            .filter(role -> !role.arn().equals(session.roleArn()))
            .isPresent();
    return renamed
        ? new Liveness.Dead("role " + session.roleArn() + " has another ARN now")
        : new Liveness.Live();
  }

  private Liveness check(RoleId id, AccountId accountId, Instant issuedAt) {
    Optional<Account> account = resources.account(accountId);
    if (account.isEmpty()) {
      return new Liveness.Dead("account " + accountId + " does not exist");
    }
    if (account.get().suspended()) {
      return new Liveness.Dead("account " + accountId + " is suspended");
    }
    Optional<Role> found = resources.role(id);
    if (found.isEmpty()) {
      return new Liveness.Dead("role " + id + " does not exist");
    }
    Role role = found.get();
    if (!role.arn().account().equals(accountId) || !isOwned(role.namespace(), accountId)) {
      return new Liveness.Dead("role " + role.arn() + " is not of account " + accountId);
    }
    if (role.revokedBefore() != null && issuedAt.isBefore(role.revokedBefore())) {
      return new Liveness.Dead(
          "role " + role.arn() + " revoked the sessions issued before " + role.revokedBefore());
    }
    return new Liveness.Live();
  }

  private boolean isOwned(String namespace, AccountId accountId) {
    return resources.accountOf(namespace).filter(owner -> owner.id().equals(accountId)).isPresent();
  }

  private Liveness check(Optional<PodRef> bound, Instant issuedAt) {
    if (bound.isEmpty()) {
      return new Liveness.Live();
    }
    PodRef pod = bound.get();
    if (resources.accountOf(pod.namespace()).filter(Account::suspended).isPresent()) {
      return new Liveness.Dead("the account of namespace " + pod.namespace() + " is suspended");
    }
    return switch (workloads.find(pod.uid())) {
      case Lookup.Living(var workload) when workload.pod().equals(pod) -> new Liveness.Live();
      case Lookup.Living(var workload) ->
          new Liveness.Dead("pod " + pod + " is " + workload.pod() + " now");
      case Lookup.Gone(var reason) -> new Liveness.Dead("pod " + pod + " is gone: " + reason);
      case Lookup.Unknown() -> isNew(issuedAt) ? new Liveness.NotKnownYet() : unknown(pod);
    };
  }

  private boolean isNew(Instant issuedAt) {
    return clock.instant().isBefore(issuedAt.plus(SETTLING));
  }

  private static Liveness unknown(PodRef pod) {
    return new Liveness.Dead("pod " + pod + " does not exist");
  }

  /** The answer. */
  public sealed interface Liveness {
    /** What both say together: of two deaths the first. */
    private Liveness and(Liveness other) {
      return switch (this) {
        case Dead dead -> dead;
        case NotKnownYet unknown -> other instanceof Dead ? other : unknown;
        case Live live -> other;
      };
    }

    record Live() implements Liveness {}

    /**
     * @param reason a sentence for the audit event
     */
    record Dead(String reason) implements Liveness {}

    /** Its pod is not known here yet; a retry may succeed. */
    record NotKnownYet() implements Liveness {}
  }
}
