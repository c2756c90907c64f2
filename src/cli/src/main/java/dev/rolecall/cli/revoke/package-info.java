/** Revoking the sessions of roles, on a cluster or in a folder of manifests. */
@NullMarked
package dev.rolecall.cli.revoke;

import org.jspecify.annotations.NullMarked;
