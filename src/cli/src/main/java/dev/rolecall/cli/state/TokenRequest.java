package dev.rolecall.cli.state;

import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import java.time.Duration;
import java.util.Optional;

/**
 * What a token is to say.
 *
 * @param pod the pod that the token is bound to; empty for a token that is bound to none
 * @param audience the one {@code aud}
 */
public record TokenRequest(
    ServiceAccountRef serviceAccount, Optional<PodRef> pod, String audience, Duration lifetime) {}
