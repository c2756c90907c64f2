/** The admission webhooks: the HTTPS server, the wire, and what is admitted. */
@NullMarked
package dev.rolecall.operator.admission;

import org.jspecify.annotations.NullMarked;
