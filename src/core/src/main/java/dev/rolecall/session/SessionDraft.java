package dev.rolecall.session;

import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A session that was decided on but not issued: what {@link Session} says, without ids and times.
 */
public record SessionDraft(
    RoleId roleId,
    RoleArn roleArn,
    SessionName name,
    Map<String, String> tags,
    Set<String> transitiveTagKeys,
    Optional<String> sourceIdentity,
    List<String> sessionPolicies,
    Optional<PodRef> pod,
    Map<String, String> context,
    List<Session.Ancestor> ancestors,
    Duration duration) {
  public SessionDraft {
    tags = Map.copyOf(tags);
    transitiveTagKeys = Set.copyOf(transitiveTagKeys);
    sessionPolicies = List.copyOf(sessionPolicies);
    context = Map.copyOf(context);
    ancestors = List.copyOf(ancestors);
  }
}
