package dev.rolecall.operator.admission.power;

import dev.rolecall.directory.Account;
import java.util.function.Predicate;

/** What a pod may do to its node and its neighbours there, by the field that allows it. */
enum Power {
  PRIVILEGED(
      "spec.pods.privileged",
      "reads the tokens of every pod of its node",
      account -> account.powers().privileged()),
  HOST_PATH(
      "spec.pods.hostPath",
      "reads files of the node, where the tokens of its pods are",
      account -> account.powers().hostPath()),
  HOST_NAMESPACES(
      "spec.pods.hostNamespaces",
      "sees the processes of every pod of its node, and their files",
      account -> account.powers().hostNamespaces()),
  HOST_NETWORK(
      "spec.pods.hostNetwork",
      "hears and sends what others of its node do",
      account -> account.pods().hostNetwork());

  private final String field;
  private final String danger;
  private final Predicate<Account> allowed;

  Power(String field, String danger, Predicate<Account> allowed) {
    this.field = field;
    this.danger = danger;
    this.allowed = allowed;
  }

  /** The Account's field. */
  String field() {
    return field;
  }

  /** What a pod with it does, to end a sentence. */
  String danger() {
    return danger;
  }

  boolean allowedBy(Account account) {
    return allowed.test(account);
  }
}
