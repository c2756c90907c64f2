/** The cluster that the node belongs to: its pods with their tenants, and its issuer of tokens. */
@NullMarked
package dev.rolecall.isolation.cluster;

import org.jspecify.annotations.NullMarked;
