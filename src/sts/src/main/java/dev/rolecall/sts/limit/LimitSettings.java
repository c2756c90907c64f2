package dev.rolecall.sts.limit;

import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.SourceNetwork;

/**
 * How much each may ask.
 *
 * @param failures calls of one source in which nobody proved who he is
 * @param pods calls of one pod, or of the outsiders of one account
 * @param accounts calls of all pods and outsiders of one account
 * @param intermediaries calls of one agent or service
 */
public record LimitSettings(
    RateLimit failures,
    RateLimit pods,
    RateLimit accounts,
    RateLimit intermediaries,
    SourceNetwork sources) {}
