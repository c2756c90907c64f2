package dev.rolecall.agent.endpoint;

import dev.rolecall.agent.caller.SettledCallers;
import dev.rolecall.agent.credentials.PodCredentials;
import dev.rolecall.agent.node.NodePods;

/**
 * What the endpoints of a node ask.
 *
 * @param callers who is asking
 * @param pods what there is on the node
 * @param credentials of those that are asking
 * @param refusals what becomes of what was refused
 */
public record NodeServices(
    SettledCallers callers, NodePods pods, PodCredentials credentials, Refusals refusals) {}
