package dev.rolecall.sts.http;

import dev.rolecall.limit.BodyQuota;
import dev.rolecall.sts.limit.CallLimits;
import java.time.Clock;

/**
 * What all that serve one port share.
 *
 * @param unheard is told of what is refused here
 */
public record Intake(BodyQuota quota, CallLimits limits, Unheard unheard, Clock clock) {}
