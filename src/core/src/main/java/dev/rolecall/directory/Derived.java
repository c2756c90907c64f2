package dev.rolecall.directory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was worked out from objects of a directory, kept while the directory has the same or equal
 * ones: what changed is not equal, so that nothing of an older directory is ever taken, and what
 * did not change is not worked out again when something else does. Holds a bounded number, and then
 * forgets any of them. Look-ups never wait.
 */
public final class Derived<K, V> {
  private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();
  private final int most;

  private record Kept<V>(List<?> sources, V value) {
    /** Equal objects are mostly the very same, or made of the very same parts: asked first. */
    boolean isOf(List<?> objects) {
      return sources.equals(objects);
    }
  }

  /**
   * @param most how many are kept at once
   */
  public Derived(int most) {
    this.most = most;
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
    if (found == null && kept.size() >= most) {
      kept.keySet().stream().findAny().ifPresent(kept::remove);
    }
    kept.put(key, new Kept<>(List.copyOf(sources), value));
    return value;
  }
}
