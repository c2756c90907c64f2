/**
 * What a node's agent knows of its node: the pods that live on it, what their accounts let them do,
 * and the node's own facts. Knows no Vert.x.
 */
@NullMarked
package dev.rolecall.agent.node;

import org.jspecify.annotations.NullMarked;
