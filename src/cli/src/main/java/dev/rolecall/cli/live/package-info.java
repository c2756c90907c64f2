/** What of a cluster the user of a kubeconfig may read. */
@NullMarked
package dev.rolecall.cli.live;

import org.jspecify.annotations.NullMarked;
