package dev.rolecall.agent.endpoint;

import dev.rolecall.agent.caller.Connection;
import dev.rolecall.identity.PodRef;
import java.util.Optional;

/**
 * A request that was turned away, for the audit event and the counter.
 *
 * @param endpoint {@code imds}, {@code ecs} or {@code metadata}
 * @param pod that asked, where the connection is known to be a pod's
 * @param code what kind of refusal it is, one word: the caller was told no more
 * @param reason the true one, in a sentence, without anything secret or of the caller's choice
 */
public record Refusal(
    String endpoint, Connection connection, Optional<PodRef> pod, String code, String reason) {}
