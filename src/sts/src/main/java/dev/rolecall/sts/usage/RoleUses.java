package dev.rolecall.sts.usage;

import dev.rolecall.cache.BoundedCache;
import dev.rolecall.cache.Bounds;
import dev.rolecall.identity.RoleId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a session of each role was last issued or used at this replica, to the minute, since it
 * started. By unique ids: a role that was made again under its name was not used before it was. Of
 * more roles than are kept, those that were not used longest are forgotten.
 */
public final class RoleUses {
  /** How many roles are kept, of a heap of half a gibibyte and more. */
  static final int KEPT = 32_768;

  /** A use is not written down again within this time of the one before. */
  static final Duration GRAIN = Duration.ofMinutes(1);

  private static final long BYTES_OF_ONE = 256;

  private final Clock clock;
  private final BoundedCache<RoleId, Instant> uses =
      new BoundedCache<>(new Bounds(KEPT, KEPT * BYTES_OF_ONE).ofHeap(1));

  public RoleUses(Clock clock) {
    this.clock = clock;
  }

  /** A session of the role was issued, or signed a request. */
  public void used(RoleId role) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    boolean known = uses.get(role).filter(last -> now.isBefore(last.plus(GRAIN))).isPresent();
    if (!known) {
      uses.put(role, now, BYTES_OF_ONE);
    }
  }

  /** All that is known now, by unique id. */
  public SortedMap<String, Instant> all() {
    SortedMap<String, Instant> all = new TreeMap<>();
    uses.forEach((role, last) -> all.put(role.value(), last));
    return all;
  }
}
