package dev.rolecall.token;

import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * The {@code kubernetes.io} claim of a service-account token (Kubernetes TokenRequest API).
 *
 * @param serviceAccountUid the service account's UID
 * @param pod the pod that the token is bound to; empty for a token that is bound to none
 * @param node the node's name where the server writes it (1.30 and later)
 */
public record KubernetesClaims(
    ServiceAccountRef serviceAccount,
    String serviceAccountUid,
    Optional<PodRef> pod,
    Optional<String> node) {
  private static final String CLAIM = "kubernetes.io";

  /**
   * The claim of a verified token; empty where it has none. One that is there must be whole and
   * agree with the subject: half understood, a pod's token would pass for one bound to no pod.
   */
  static Optional<KubernetesClaims> of(JsonObject claims, String subject) throws RefusedException {
    if (claims.get(CLAIM).isEmpty()) {
      return Optional.empty();
    }
    JsonObject claim = Members.object(claims, CLAIM).orElseThrow(KubernetesClaims::unreadable);
    String namespace = text(claim, "namespace");
    JsonObject account =
        Members.object(claim, "serviceaccount").orElseThrow(KubernetesClaims::unreadable);
    ServiceAccountRef serviceAccount = new ServiceAccountRef(namespace, text(account, "name"));
    if (!serviceAccount.subject().equals(subject)) {
      throw unreadable();
    }
    return Optional.of(
        new KubernetesClaims(
            serviceAccount, text(account, "uid"), pod(claim, namespace), node(claim)));
  }

  private static Optional<PodRef> pod(JsonObject claim, String namespace) throws RefusedException {
    if (claim.get("pod").isEmpty()) {
      return Optional.empty();
    }
    JsonObject pod = Members.object(claim, "pod").orElseThrow(KubernetesClaims::unreadable);
    return Optional.of(new PodRef(namespace, text(pod, "name"), text(pod, "uid")));
  }

  private static Optional<String> node(JsonObject claim) throws RefusedException {
    if (claim.get("node").isEmpty()) {
      return Optional.empty();
    }
    JsonObject node = Members.object(claim, "node").orElseThrow(KubernetesClaims::unreadable);
    return Optional.of(text(node, "name"));
  }

  private static String text(JsonObject object, String name) throws RefusedException {
    return Members.text(object, name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(KubernetesClaims::unreadable);
  }

  private static RefusedException unreadable() {
    return new RefusedException(TokenRefusal.CLAIM_MISSING, CLAIM);
  }
}
