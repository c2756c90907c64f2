package dev.rolecall.sts.http;

import dev.rolecall.limit.BodyQuota;
import dev.rolecall.sts.limit.CallLimits;
import java.time.Clock;

/** What all that serve one port share. */
public record Intake(BodyQuota quota, CallLimits limits, Clock clock) {}
