package dev.rolecall.directory;

import dev.rolecall.cache.Bounds;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What was worked out from objects of a directory, kept while the directory has the same or equal
 * ones: what changed is not equal, so that nothing of an older directory is ever taken, and what
 * did not change is not worked out again when something else does. Bounded; what is too much pushes
 * out any of the others, so that of more than there is room for, asked for in turns, as large a
 * part is found as there is room for. One that alone takes more than a quarter of the bytes is not
 * kept, and pushes out nobody's. Look-ups never wait.
 */
public final class Derived<K, V> {
  private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();
  private final Bounds bounds;
  private final ToLongFunction<V> bytes;

  /** Where there is no room, one of so many that are new pushes others out. */
  private static final int ADMITTED_OF = 8;

  /** One that takes more than one of so many shares would push out everybody's: it is not kept. */
  private static final int SHARES = 4;

  /** Goes round and round over what is kept. */
  private Iterator<K> hand = Collections.emptyIterator();

  private int turnedAway;
  private long held;

  private record Kept<V>(List<?> sources, V value, long bytes) {
    /** Equal objects are mostly the very same, or made of the very same parts: asked first. */
    boolean isOf(List<?> objects) {
      return sources.equals(objects);
    }
  }

  /**
   * @param most how many are kept at once; small ones
   */
  public Derived(int most) {
    this(new Bounds(most, Long.MAX_VALUE), value -> 0);
  }

  /**
   * @param bytes of heap that a value takes, with its sources where nobody else may have them
   */
  public Derived(Bounds bounds, ToLongFunction<V> bytes) {
    this.bounds = bounds;
    this.bytes = bytes;
  }

  /**
   * What was derived from these objects.
   *
   * @param sources immutable; all that shapes the value besides the key
   * @param derive works it out; it may run more than once
   */
  public V get(K key, List<?> sources, Supplier<V> derive) {
    Kept<V> found = kept.get(key);
    if (found != null && found.isOf(sources)) {
      return found.value();
    }
    V value = derive.get();
    keep(key, new Kept<>(List.copyOf(sources), value, bytes.applyAsLong(value)));
    return value;
  }

  private synchronized void keep(K key, Kept<V> entry) {
    if (entry.bytes() > bounds.bytes() / SHARES) {
      Kept<V> outdated = kept.remove(key);
      held -= outdated == null ? 0 : outdated.bytes();
      return;
    }
    Kept<V> before = kept.get(key);
    if (before == null && !hasRoom(entry) && ++turnedAway % ADMITTED_OF != 0) {
      return;
    }
    kept.put(key, entry);
    held += entry.bytes() - (before == null ? 0 : before.bytes());
    while (kept.size() > bounds.entries() || held > bounds.bytes()) {
      if (!hand.hasNext()) {
        hand = kept.keySet().iterator();
      }
      Kept<V> removed = kept.remove(hand.next());
      held -= removed == null ? 0 : removed.bytes();
    }
  }

  private boolean hasRoom(Kept<V> entry) {
    return kept.size() < bounds.entries() && held + entry.bytes() <= bounds.bytes();
  }
}
