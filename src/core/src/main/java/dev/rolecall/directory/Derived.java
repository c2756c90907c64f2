package dev.rolecall.directory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was worked out from objects of a directory, kept while the directory has the same objects: a
 * directory that changed has others, so that nothing of an older one is ever taken. Holds a bounded
 * number, and then forgets any of them. Look-ups never wait.
 */
public final class Derived<K, V> {
  private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();
  private final int most;

  private record Kept<V>(List<?> sources, V value) {
    boolean isOf(List<?> objects) {
      boolean same = sources.size() == objects.size();
      for (int i = 0; same && i < objects.size(); i++) {
        same = sources.get(i) == objects.get(i);
      }
      return same;
    }
  }

  /**
   * @param most how many are kept at once
   */
  public Derived(int most) {
    this.most = most;
  }

  /**
   * What was derived from these very objects.
   *
   * @param sources all that shapes the value besides the key
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
