package dev.rolecall.sts.podidentity;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodStatus;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.Workload;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.assume.RefusedException;

/** Which ways a pod may go that the agent of its node asks for: what is not open is shut. */
public record OpenWays(ResourceDirectory resources, NodeDirectory nodes) {
  /** Refuses a way that the account of the pod's namespace does not open. */
  void require(Workload pod, Way way) throws RefusedException {
    PodStatus status =
        nodes
            .status(pod.pod().uid())
            .orElseThrow(() ->
                new RefusedException(
                    Refusal.of(
                        Kind.NOT_KNOWN_YET, "where pod " + pod.pod() + " is, is not known yet")));
    PodPermissions permissions =
        resources.accountOf(pod.pod().namespace()).map(Account::pods).orElse(PodPermissions.NONE);
    switch (way) {
      case Way.Token token -> {
        if (status.hostNetwork() && !permissions.hostNetwork()) {
          throw shut(pod, "on the host's network");
        }
      }
      case Way.Attested attested -> {
        if (!attested.isOpen(permissions)) {
          throw shut(pod, "by the way '" + attested.word() + "'");
        }
        if (status.hostNetwork()) {
          throw notAuthorized(
              "pod %s is on the host's network, where no connection says whose it is"
                  .formatted(pod.pod()));
        }
      }
    }
  }

  private static RefusedException shut(Workload pod, String way) {
    return notAuthorized(
        "the account of namespace %s does not let its pods get credentials %s"
            .formatted(pod.pod().namespace(), way));
  }

  private static RefusedException notAuthorized(String reason) {
    return new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
  }
}
