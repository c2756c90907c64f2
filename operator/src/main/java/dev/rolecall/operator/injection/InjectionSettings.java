package dev.rolecall.operator.injection;

import java.net.URI;
import java.time.Duration;

/**
 * What every injection has in common.
 *
 * @param region the workloads' {@code AWS_REGION}
 * @param tokenLifetime of projected tokens; the kubelet renews them at 80 percent of it
 * @param clusterName the cluster's name on the EKS wire
 * @param stsUrl where a sidecar finds sts
 * @param node where pods find their node's agent
 * @param nativeSidecars whether the API server has restartable init containers (Kubernetes 1.29)
 * @param agent the sidecar
 */
public record InjectionSettings(
    String region,
    Duration tokenLifetime,
    String clusterName,
    URI stsUrl,
    AgentEndpoint node,
    boolean nativeSidecars,
    AgentSettings agent) {}
