package dev.rolecall.isolation.rig;

/**
 * A pod's connection to its node.
 *
 * @param namespace the pod's
 * @param hostInterface the name of the node's end
 * @param hostMac of the node's end
 * @param mac of the pod's end, {@code eth0}
 */
public record Attachment(
    PodPlace place, Namespace namespace, String hostInterface, String hostMac, String mac) {}
