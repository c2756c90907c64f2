/** Identity tokens that sessions get for services which do not know Rolecall. */
@NullMarked
package dev.rolecall.sts.outbound;

import org.jspecify.annotations.NullMarked;
