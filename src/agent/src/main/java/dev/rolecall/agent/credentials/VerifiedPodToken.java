package dev.rolecall.agent.credentials;

import java.time.Instant;

/**
 * A pod's token that was verified here.
 *
 * @param issuer that signed it
 * @param expiry its end
 */
public record VerifiedPodToken(PodToken token, String issuer, Instant expiry) {}
