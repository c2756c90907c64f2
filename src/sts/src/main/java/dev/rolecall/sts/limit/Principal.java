package dev.rolecall.sts.limit;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.session.Session;
import dev.rolecall.token.VerifiedToken;
import java.util.List;
import java.util.Optional;

/** Somebody who proved who he is, as far as limits tell people apart. */
public sealed interface Principal {
  /** A pod of the cluster, whichever of its sessions and tokens it uses. */
  record Pod(String uid, String namespace) implements Principal {}

  /** A service account, where its tokens need not be bound to a pod. */
  record UnboundAccount(String subject) implements Principal {}

  /**
   * Everybody outside of the cluster whom an account lets in: the issuers are the account's own,
   * and may name as many subjects as they like.
   */
  record Outsiders(AccountId account) implements Principal {}

  /** A pod that asks for others: an agent, or a service that asks for decisions. */
  record Intermediary(String uid) implements Principal {}

  /** What each of his calls is counted to, his own share first. */
  default List<Share> shares(Owners owners) {
    return switch (this) {
      case Pod(var uid, var namespace) ->
          List.of(new Share(Share.Kind.POD, uid), ofAccount(owners.ofNamespace(namespace)));
      case UnboundAccount(var subject) ->
          List.of(
              new Share(Share.Kind.POD, subject),
              ofAccount(owners.ofNamespace(namespace(subject))));
      case Outsiders(var account) ->
          List.of(
              new Share(Share.Kind.POD, "outside of account " + account),
              ofAccount(Optional.of(account)));
      case Intermediary(var uid) -> List.of(new Share(Share.Kind.INTERMEDIARY, uid));
    };
  }

  /** Namespaces that no account owns have one share together: whoever makes them wins nothing. */
  private static Share ofAccount(Optional<AccountId> account) {
    return new Share(Share.Kind.ACCOUNT, account.map(AccountId::value).orElse("none"));
  }

  /** Of {@code system:serviceaccount:<namespace>:<name>}. */
  private static String namespace(String subject) {
    String[] parts = subject.split(":", -1);
    return parts.length > 2 ? parts[2] : "";
  }

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
    return session
        .pod()
        .or(() -> session.lineage().getFirst().pod())
        .map(Principal::pod)
        .orElseGet(() -> new Outsiders(session.lineage().getFirst().account()));
  }

  static Principal pod(Workload workload) {
    return pod(workload.pod());
  }

  private static Principal pod(PodRef pod) {
    return new Pod(pod.uid(), pod.namespace());
  }

  static Principal intermediary(Workload workload) {
    return new Intermediary(workload.pod().uid());
  }
}
