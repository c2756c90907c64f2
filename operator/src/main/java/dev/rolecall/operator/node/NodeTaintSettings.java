package dev.rolecall.operator.node;

import java.time.Duration;

/**
 * How nodes are tainted.
 *
 * @param namespace of the agent's pods
 * @param nodes that can run the agent
 * @param grace how long a node whose agent was ready may be without a ready one
 */
public record NodeTaintSettings(String namespace, NodeSelection nodes, Duration grace) {}
