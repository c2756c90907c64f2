package dev.rolecall.cli.revoke;

import dev.rolecall.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * An IAMRole in a manifest.
 *
 * @param path of its ARN
 * @param spec with the places where its members stand
 */
record RoleManifest(
    String namespace,
    String name,
    String roleName,
    String path,
    Optional<Instant> revokedBefore,
    JsonObject spec) {}
