package dev.rolecall.operator.injection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one pod is to be given.
 *
 * @param variables environment of every container, in the order of injection
 * @param token the token that every container reads
 * @param volumes of the pod
 * @param sidecar the agent's container
 * @param host the agent's host, which no proxy may stand before
 * @param rivals variables that SDKs prefer to what is injected
 */
record InjectionPlan(
    Map<String, String> variables,
    TokenVolume token,
    List<ObjectNode> volumes,
    Optional<ObjectNode> sidecar,
    String host,
    Set<String> rivals) {}
