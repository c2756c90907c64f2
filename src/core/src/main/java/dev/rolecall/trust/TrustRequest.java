package dev.rolecall.trust;

import dev.rolecall.directory.Role;
import dev.rolecall.identity.SessionName;
import java.util.Map;
import java.util.Set;

/**
 * One wish to wear a role.
 *
 * @param tags session tags asked for; where there are any, {@code sts:TagSession} must be allowed
 *     too
 * @param transitiveTagKeys those of them that go along a chain
 */
public record TrustRequest(
    TrustPrincipal principal,
    Role role,
    SessionName sessionName,
    Map<String, String> tags,
    Set<String> transitiveTagKeys) {
  public TrustRequest {
    tags = Map.copyOf(tags);
    transitiveTagKeys = Set.copyOf(transitiveTagKeys);
  }
}
