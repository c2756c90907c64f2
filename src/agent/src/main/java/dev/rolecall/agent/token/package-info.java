/** Pods' tokens, verified on the node by the keys of the cluster's issuers. Knows no Vert.x. */
@NullMarked
package dev.rolecall.agent.token;

import org.jspecify.annotations.NullMarked;
