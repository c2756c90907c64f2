package dev.rolecall.cli.revoke;

import dev.rolecall.identity.RoleArn;
import java.time.Instant;
import java.util.Optional;

/**
 * A role as it is kept.
 *
 * @param arn empty where its namespace has no account
 * @param revokedBefore since when its sessions are good; empty where none was revoked
 */
public record KnownRole(
    String namespace, String name, Optional<RoleArn> arn, Optional<Instant> revokedBefore) {
  /** {@code namespace/name}. */
  public String place() {
    return namespace + "/" + name;
  }

  @Override
  public String toString() {
    return arn.map(known -> known + " (" + place() + ")").orElse(place());
  }
}
