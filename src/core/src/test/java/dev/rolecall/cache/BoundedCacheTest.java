package dev.rolecall.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
  @Test
  void forgetsWhatWasNotAskedForLongest() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(new Bounds(2, 100));
    cache.put("a", 1, 1);
    cache.put("b", 2, 1);
    assertThat(cache.get("a")).contains(1);
    cache.put("c", 3, 1);

    assertThat(cache.get("a")).contains(1);
    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.get("c")).contains(3);
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(new Bounds(10, 100));
    cache.put("a", 1, 60);
    cache.put("b", 2, 60);
    assertThat(cache.get("a")).isEmpty();
    assertThat(cache.bytes()).isEqualTo(60);

    cache.put("b", 3, 10);
    assertThat(cache.bytes()).isEqualTo(10);
    cache.put("c", 4, 101);
    assertThat(cache.get("c")).isEmpty();
    assertThat(cache.get("b")).contains(3);
  }

  @Test
  void handsOverEveryEntry() {
    BoundedCache<Integer, Integer> cache = new BoundedCache<>(new Bounds(4096, 4096));
    IntStream.range(0, 500).forEach(i -> cache.put(i, 2 * i, 1));

    Map<Integer, Integer> all = new HashMap<>();
    cache.forEach(all::put);

    assertThat(all).hasSize(500).containsEntry(499, 998);
  }

  @Test
  void staysWithinItsBoundsWhateverIsPut() {
    BoundedCache<Integer, Integer> cache = new BoundedCache<>(new Bounds(1000, 50_000));
    IntStream.range(0, 100_000).forEach(i -> cache.put(i * 31, i, i % 200));

    assertThat(cache.entries()).isBetween(400, 1000);
    assertThat(cache.bytes()).isBetween(20_000L, 50_000L);
    IntStream.range(0, 100_000).forEach(i -> cache.remove(i * 31));
    assertThat(cache.entries()).isZero();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void keepsEntriesOfTwoMebibytesHoweverFewBytesItMayHold() {
    for (long mebibytes : new long[] {2, 5, 24, 128}) {
      BoundedCache<Integer, Integer> cache = new BoundedCache<>(new Bounds(4096, mebibytes << 20));
      for (int i = 0; i < 100; i++) {
        cache.put(i, i, 2 << 20);
        assertThat(cache.get(i)).as("%d of %d MiB", i, mebibytes).contains(i);
      }
      assertThat(cache.bytes()).isBetween(2L << 20, mebibytes << 20);
    }
  }

  @Test
  void forgetsWhatACallerNames() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(new Bounds(10, 100));
    IntStream.range(0, 5).forEach(i -> cache.put("k" + i, i, 7));
    cache.removeIf(value -> value % 2 == 0);

    assertThat(cache.entries()).isEqualTo(2);
    assertThat(cache.bytes()).isEqualTo(14);
    assertThat(cache.get("k1")).contains(1);
    assertThat(cache.get("k2")).isEmpty();
  }

  @Test
  void keepsNothingWhereItMayKeepNone() {
    BoundedCache<String, Integer> cache = new BoundedCache<>(new Bounds(0, 100));
    cache.put("a", 1, 1);
    assertThat(cache.get("a")).isEmpty();
    assertThat(cache.bytes()).isZero();
    assertThatThrownBy(() -> new Bounds(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsNeitherKeysNorValues() {
    BoundedCache<String, String> cache = new BoundedCache<>(new Bounds(10, 100));
    cache.put("key", "value", 1);
    assertThat(cache).hasToString("cache of 1 entries");
  }
}
