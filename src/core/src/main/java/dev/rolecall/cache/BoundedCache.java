package dev.rolecall.cache;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A bounded number of entries of a bounded size; those that were not asked for longest go first.
 * Entries are spread over parts by the hash of their keys, each with its share of the bounds, so
 * that threads seldom wait for each other. Prints neither keys nor values.
 */
public final class BoundedCache<K, V> {
  private static final int MOST_PARTS = 16;

  /** Of 2^32: the upper bits of a product with it depend on all bits (D. Knuth, TAOCP 3, 6.4). */
  static final int GOLDEN_RATIO = 0x9E3779B9;

  /** A part of fewer would forget too early what happens to meet in it. */
  private static final int ENTRIES_OF_A_PART = 64;

  private final List<Part<K, V>> parts = new ArrayList<>();

  /** What alone is more than a part may hold is not kept, and must be worked out each time. */
  private static final long BYTES_OF_A_PART = 2 << 20;

  public BoundedCache(Bounds bounds) {
    long room = Math.min(bounds.entries() / ENTRIES_OF_A_PART, bounds.bytes() / BYTES_OF_A_PART);
    int count = Math.clamp(room, 1, MOST_PARTS);
    Bounds share = new Bounds(bounds.entries() / count, bounds.bytes() / count);
    for (int i = 0; i < count; i++) {
      parts.add(new Part<>(share));
    }
  }

  public Optional<V> get(K key) {
    return part(key).get(key);
  }

  /**
   * Keeps the value in place of the key's value before; not where it alone is more than a part may
   * hold.
   *
   * @param bytes of heap that key and value take
   */
  public void put(K key, V value, long bytes) {
    part(key).put(key, new Weighed<>(value, bytes));
  }

  public void remove(K key) {
    part(key).remove(key);
  }

  /** Forgets the values that are so. */
  public void removeIf(Predicate<V> condition) {
    parts.forEach(part -> part.removeIf(condition));
  }

  /** Hands over every entry, part by part; what comes meanwhile may be missed. */
  public void forEach(BiConsumer<K, V> action) {
    parts.forEach(part -> part.forEach(action));
  }

  /** How many entries there are. */
  public int entries() {
    return parts.stream().mapToInt(Part::entries).sum();
  }

  /** How many bytes they take. */
  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  /** How full it is. */
  public CacheState state() {
    return new CacheState(entries(), bytes());
  }

  private Part<K, V> part(K key) {
    // A part's own table spreads its keys by the low bits, which must not be alike there.
    int mixed = key.hashCode() * GOLDEN_RATIO;
    return parts.get((mixed >>> 16) % parts.size());
  }

  @Override
  public String toString() {
    return "cache of " + entries() + " entries";
  }

  private record Weighed<V>(V value, long bytes) {}

  private static final class Part<K, V> {
    private final Bounds bounds;
    private final Map<K, Weighed<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Part(Bounds bounds) {
      this.bounds = bounds;
    }

    synchronized Optional<V> get(K key) {
      return Optional.ofNullable(entries.get(key)).map(Weighed::value);
    }

    synchronized void put(K key, Weighed<V> entry) {
      remove(key);
      if (entry.bytes() > bounds.bytes()) {
        return;
      }
      entries.put(key, entry);
      bytes += entry.bytes();
      Iterator<Weighed<V>> oldest = entries.values().iterator();
      while (entries.size() > bounds.entries() || bytes > bounds.bytes()) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    }

    synchronized void remove(K key) {
      Weighed<V> removed = entries.remove(key);
      if (removed != null) {
        bytes -= removed.bytes();
      }
    }

    synchronized void removeIf(Predicate<V> condition) {
      Iterator<Weighed<V>> all = entries.values().iterator();
      while (all.hasNext()) {
        Weighed<V> entry = all.next();
        if (condition.test(entry.value())) {
          bytes -= entry.bytes();
          all.remove();
        }
      }
    }

    synchronized void forEach(BiConsumer<K, V> action) {
      entries.forEach((key, weighed) -> action.accept(key, weighed.value()));
    }

    synchronized int entries() {
      return entries.size();
    }

    synchronized long bytes() {
      return bytes;
    }
  }
}
