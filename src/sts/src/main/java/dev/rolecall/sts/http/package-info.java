/** HTTP as the resources see it: whole requests in, whole answers out, all on the event loop. */
@NullMarked
package dev.rolecall.sts.http;

import org.jspecify.annotations.NullMarked;
