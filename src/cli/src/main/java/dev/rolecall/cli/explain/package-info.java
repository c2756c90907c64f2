/** Where the policies and the request of an explanation come from: flags, JSON or manifests. */
@NullMarked
package dev.rolecall.cli.explain;

import org.jspecify.annotations.NullMarked;
