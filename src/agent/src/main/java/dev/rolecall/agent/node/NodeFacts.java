package dev.rolecall.agent.node;

import dev.rolecall.identity.RoleArn;
import java.util.Optional;

/**
 * The node itself, as sts attests it.
 *
 * @param name the Node's
 * @param uid the Node's
 * @param cluster the cluster's name
 * @param region of the cluster
 * @param zone label {@code topology.kubernetes.io/zone}
 * @param instanceType label {@code node.kubernetes.io/instance-type}
 * @param architecture label {@code kubernetes.io/arch}: {@code amd64} or {@code arm64}
 * @param profileRole the role of the InstanceProfile that selects the node: for processes of the
 *     node, never for pods
 */
public record NodeFacts(
    String name,
    String uid,
    String cluster,
    String region,
    Optional<String> zone,
    Optional<String> instanceType,
    Optional<String> architecture,
    Optional<RoleArn> profileRole) {}
