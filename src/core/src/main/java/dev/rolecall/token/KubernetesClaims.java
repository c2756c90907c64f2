package dev.rolecall.token;

import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
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
    Optional<String> node) {}
