/**
 * The endpoint of EKS Pod Identity on a node: the connection's pod and the token's are the same.
 */
@NullMarked
package dev.rolecall.agent.eks;

import org.jspecify.annotations.NullMarked;
