package dev.rolecall.trust;

import dev.rolecall.directory.Role;
import dev.rolecall.identity.SessionName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One wish to wear a role. */
public record TrustRequest(TrustPrincipal principal, Role role, RequestedSession session) {
  /**
   * One with nothing but tags.
   *
   * @param tags session tags asked for; where there are any, {@code sts:TagSession} must be allowed
   *     too
   * @param transitiveTagKeys those of them that go along a chain
   */
  public TrustRequest(
      TrustPrincipal principal,
      Role role,
      SessionName sessionName,
      Map<String, String> tags,
      Set<String> transitiveTagKeys) {
    this(
        principal,
        role,
        new RequestedSession(
            sessionName,
            new RequestedTags(tags, transitiveTagKeys, Map.of()),
            Optional.empty(),
            Optional.empty()));
  }

  /** The session tags asked for. */
  Map<String, String> tags() {
    return session.tags().asked();
  }
}
