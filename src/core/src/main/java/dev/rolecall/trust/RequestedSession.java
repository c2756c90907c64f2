package dev.rolecall.trust;

import dev.rolecall.identity.SessionName;
import java.util.Optional;

/**
 * What the session shall be that somebody wishes for.
 *
 * @param sourceIdentity the one it will have, asked for or inherited; where there is one, {@code
 *     sts:SetSourceIdentity} must be allowed too
 * @param externalId {@code sts:ExternalId}: for the trust policy alone, no session keeps it
 */
public record RequestedSession(
    SessionName name,
    RequestedTags tags,
    Optional<String> sourceIdentity,
    Optional<String> externalId) {}
