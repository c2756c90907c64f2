package dev.rolecall.operator.lastused;

import java.time.Instant;

/** When and where a role was used last. */
record RoleUse(Instant time, String region) {
  /** The later one. */
  RoleUse or(RoleUse other) {
    return other.time().isAfter(time) ? other : this;
  }
}
