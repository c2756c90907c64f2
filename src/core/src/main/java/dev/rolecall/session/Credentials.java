package dev.rolecall.session;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.Secret;
import java.time.Instant;

/** Temporary credentials, as they go to their owner and nowhere else. */
public record Credentials(
    AccessKeyId accessKeyId, Secret secretAccessKey, Secret sessionToken, Instant expiration) {}
