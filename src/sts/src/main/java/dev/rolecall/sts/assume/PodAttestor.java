package dev.rolecall.sts.assume;

import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.token.KubernetesClaims;
import dev.rolecall.token.VerifiedToken;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Finds the living pod that a token of the cluster's issuer is bound to. */
public final class PodAttestor {
  /** How long a new pod may be missing from the caches before its token counts as a dead pod's. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final WorkloadDirectory workloads;
  private final Clock clock;

  public PodAttestor(WorkloadDirectory workloads, Clock clock) {
    this.workloads = workloads;
    this.clock = clock;
  }

  /**
   * The pod, which has the name, the UID and the service account that the token says. Empty where
   * the token is bound to no pod.
   */
  public Optional<Workload> attest(VerifiedToken token) throws RefusedException {
    KubernetesClaims claims =
        token
            .kubernetes()
            .orElseThrow(() -> notAuthorized("the token says nothing of a service account"));
    if (!claims.serviceAccount().subject().equals(token.subject())) {
      throw notAuthorized("the token's subject is not its service account");
    }
    return claims.pod().isEmpty()
        ? Optional.empty()
        : Optional.of(living(token, claims, claims.pod().get()));
  }

  /** The same for ways that only pods may go. */
  public Workload require(VerifiedToken token) throws RefusedException {
    return attest(token).orElseThrow(() -> notAuthorized("the token is bound to no pod"));
  }

  private Workload living(VerifiedToken token, KubernetesClaims claims, PodRef pod)
      throws RefusedException {
    return switch (workloads.find(pod.uid())) {
      case Lookup.Living(var workload) -> {
        if (!workload.pod().equals(pod)) {
          throw notAuthorized("the token names pod " + pod + ", which is " + workload.pod());
        }
        if (!workload.serviceAccount().equals(claims.serviceAccount())) {
          throw notAuthorized(
              "pod %s runs as %s, not as %s"
                  .formatted(pod, workload.serviceAccount(), claims.serviceAccount()));
        }
        yield workload;
      }
      case Lookup.Gone(var reason) -> throw notAuthorized("pod " + pod + " is gone: " + reason);
      case Lookup.Unknown() ->
          throw isNew(token)
              ? new RefusedException(
                  Refusal.of(Kind.NOT_KNOWN_YET, "pod " + pod + " is not known here yet"))
              : notAuthorized("pod " + pod + " does not exist");
    };
  }

  private boolean isNew(VerifiedToken token) {
    return clock.instant().isBefore(token.issuedAt().plus(SETTLING));
  }

  private static RefusedException notAuthorized(String reason) {
    return new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
  }
}
