package dev.rolecall.operator.lastused;

import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.kube.resource.RoleLastUsed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which roles' status is too far behind; of those that were not used, none. */
final class DueStatuses {
  private final Clock clock;
  private final Duration granularity;

  DueStatuses(Clock clock, Duration granularity) {
    this.clock = clock;
    this.granularity = granularity;
  }

  /** What is to be written into one role's status. */
  record Due(String namespace, String name, String uid, RoleUse use) {}

  /**
   * @param uses by unique id
   */
  List<Due> of(List<IAMRole> roles, Map<String, RoleUse> uses) {
    return roles.stream().flatMap(role -> due(role, uses).stream()).toList();
  }

  /** The id is computed, as everywhere: whoever may write the status alone forges nothing. */
  private Optional<Due> due(IAMRole role, Map<String, RoleUse> uses) {
    String uid = role.getMetadata().getUid();
    Instant now = clock.instant();
    return Optional.ofNullable(uses.get(RoleId.ofUid(uid).value()))
        .map(use -> use.time().isAfter(now) ? new RoleUse(now, use.region()) : use)
        .filter(use -> isBehind(told(role), use, now))
        .map(use ->
            new Due(role.getMetadata().getNamespace(), role.getMetadata().getName(), uid, use));
  }

  /** One of a time to come would never be behind again: it is put right. */
  private boolean isBehind(Optional<Instant> told, RoleUse use, Instant now) {
    return told.isEmpty()
        || told.get().isAfter(now.plus(granularity))
        || !use.time().isBefore(told.get().plus(granularity));
  }

  private static Optional<Instant> told(IAMRole role) {
    return Stream.ofNullable(role.getStatus())
        .map(IAMRoleStatus::getLastUsed)
        .flatMap(Stream::ofNullable)
        .map(RoleLastUsed::getTime)
        .flatMap(Stream::ofNullable)
        .flatMap(time -> UsesAnswer.time(time).stream())
        .findFirst();
  }
}
