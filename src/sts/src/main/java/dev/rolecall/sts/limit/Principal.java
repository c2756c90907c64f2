package dev.rolecall.sts.limit;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.session.Session;
import dev.rolecall.token.VerifiedToken;
import java.util.Optional;

/** Somebody who proved who he is, as far as limits tell people apart. */
public sealed interface Principal {
  /** A pod of the cluster, whichever of its sessions and tokens it uses. */
  record Pod(String uid) implements Principal {}

  /** A service account, where its tokens need not be bound to a pod. */
  record UnboundAccount(String subject) implements Principal {}

  /**
   * Everybody outside of the cluster whom an account lets in: the issuers are the account's own,
   * and may name as many subjects as they like.
   */
  record Outsiders(AccountId account) implements Principal {}

  /** A pod that asks for others: an agent, or a service that asks for decisions. */
  record Intermediary(String uid) implements Principal {}

  /**
   * The bearer of a token of the cluster's.
   *
   * @param pod empty where the token is bound to none
   */
  static Principal ofCluster(Optional<Workload> pod, VerifiedToken token) {
    return pod.map(Principal::pod).orElseGet(() -> new UnboundAccount(token.subject()));
  }

  /** Where the session's chain began: who passes from role to role stays who he is. */
  static Principal of(Session session) {
    Session.Ancestor first = session.lineage().getFirst();
    return session
        .pod()
        .or(first::pod)
        .map(PodRef::uid)
        .<Principal>map(Pod::new)
        .orElseGet(() -> new Outsiders(first.account()));
  }

  static Principal pod(Workload workload) {
    return new Pod(workload.pod().uid());
  }

  static Principal intermediary(Workload workload) {
    return new Intermediary(workload.pod().uid());
  }
}
