package dev.rolecall.identity;

import java.util.Map;

/**
 * A living pod, as the directory attests it.
 *
 * @param node the node it is bound to; empty while it is not scheduled
 * @param podLabels the pod's labels
 * @param podAnnotations the pod's annotations: what its author asks for, never a grant
 * @param serviceAccountAnnotations likewise of its service account; empty where that is not known
 */
public record Workload(
    PodRef pod,
    ServiceAccountRef serviceAccount,
    String node,
    Map<String, String> podLabels,
    Map<String, String> podAnnotations,
    Map<String, String> serviceAccountAnnotations) {
  public Workload {
    if (!pod.namespace().equals(serviceAccount.namespace())) {
      throw new IllegalArgumentException("a pod runs as a service account of its own namespace");
    }
    podLabels = Map.copyOf(podLabels);
    podAnnotations = Map.copyOf(podAnnotations);
    serviceAccountAnnotations = Map.copyOf(serviceAccountAnnotations);
  }
}
