/** The operator's webhooks: reviews as they come in, answers as they go out, in this process. */
@NullMarked
package dev.rolecall.bench.webhook;

import org.jspecify.annotations.NullMarked;
