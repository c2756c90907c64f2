package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Pods that a kubelet tells of and does not take from the API server: it ran them long ago, from a
 * file of its node, without a service account. The annotation alone says nothing, for anybody may
 * write it.
 */
public final class MirrorPods {
  private static final String ANNOTATION = "kubernetes.io/config.mirror";

  private MirrorPods() {}

  /** Whether the kubelet of the pod's node tells of it. */
  public static boolean isMirror(AdmissionRequest request) {
    JsonNode pod = request.object();
    return pod.path("metadata").path("annotations").has(ANNOTATION)
        && request.requester().isKubeletOf(pod.path("spec").path("nodeName").asText());
  }
}
