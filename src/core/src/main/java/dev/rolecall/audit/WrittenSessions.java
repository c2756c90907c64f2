package dev.rolecall.audit;

import dev.rolecall.cache.BoundedCache;
import dev.rolecall.cache.Bounds;
import dev.rolecall.cache.Doorkeeper;
import dev.rolecall.json.JsonLines;
import java.util.Optional;

/**
 * Writes who called where that was a session, which is half of an event and the same in each of
 * them: of sessions that come back it is kept as it was written. For several threads.
 */
final class WrittenSessions {
  private static final int KEPT = 4096;
  private static final Bounds BOUNDS = new Bounds(KEPT, 8L << 20).ofHeap(1);

  /** What a kept one takes besides what is written: the key, the session, tables. */
  private static final long OBJECTS_BYTES = 512;

  private final BoundedCache<String, Written> kept = new BoundedCache<>(BOUNDS);
  private final Doorkeeper doorkeeper = new Doorkeeper(KEPT);

  /** A member, and all that it says. */
  private record Written(UserIdentity.AssumedRole session, byte[] member) {}

  void write(UserIdentity.AssumedRole session, JsonLines lines) {
    // The id is quick to look up by; the session itself must be equal.
    String id = session.accessKeyId().value();
    Optional<Written> known = kept.get(id).filter(same -> same.session().equals(session));
    if (known.isPresent()) {
      lines.again(known.get().member());
      return;
    }
    int here = lines.here();
    IdentityMembers.write(session, lines);
    if (doorkeeper.cameBefore(id)) {
      Written written = new Written(session, lines.writtenSince(here));
      kept.put(id, written, OBJECTS_BYTES + 2L * written.member().length);
    }
  }
}
