package dev.rolecall.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cache.Bounds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivedTest {
  private final List<String> derived = new ArrayList<>();

  @Test
  void derivesOnceFromTheSameObjects() {
    Derived<Integer, String> cache = new Derived<>(8);
    Object source = new Object();

    assertThat(get(cache, 1, source, "a")).isEqualTo("a");
    assertThat(get(cache, 1, source, "b")).isEqualTo("a");
    assertThat(get(cache, 2, source, "c")).isEqualTo("c");
    assertThat(derived).containsExactly("a", "c");
  }

  @Test
  void derivesAnewOnlyFromWhatIsNotEqual() {
    Derived<Integer, String> cache = new Derived<>(8);

    assertThat(get(cache, 1, List.of(1), "a")).isEqualTo("a");
    assertThat(get(cache, 1, new ArrayList<>(List.of(1)), "b")).isEqualTo("a");
    assertThat(get(cache, 1, List.of(2), "c")).isEqualTo("c");
    assertThat(get(cache, 1, List.of(1), "d")).isEqualTo("d");
    assertThat(derived).containsExactly("a", "c", "d");
  }

  @Test
  void keepsNoMoreThanItMay() {
    Derived<Integer, String> cache = new Derived<>(8);
    Object source = new Object();
    for (int round = 0; round < 2; round++) {
      for (int key = 0; key < 100; key++) {
        get(cache, key, source, "value");
      }
    }

    assertThat(derived).hasSizeBetween(192, 200);
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    Derived<Integer, String> cache = new Derived<>(new Bounds(100, 20), String::length);
    Object source = new Object();
    get(cache, 1, source, "12345");
    get(cache, 2, source, "12345");
    get(cache, 1, source, "none");
    get(cache, 2, source, "none");
    assertThat(derived).containsExactly("12345", "12345");

    for (int key = 3; key < 100; key++) {
      get(cache, key, source, "12345");
    }
    derived.clear();
    for (int key = 1; key < 100; key++) {
      get(cache, key, source, "again");
    }
    assertThat(derived).hasSizeGreaterThanOrEqualTo(95);
  }

  @Test
  void pushesOutNobodysForOneThatIsTooLarge() {
    Derived<Integer, String> cache = new Derived<>(new Bounds(100, 20), String::length);
    Object source = new Object();
    get(cache, 1, source, "12345");
    get(cache, 2, source, "12345");
    for (int i = 0; i < 20; i++) {
      get(cache, 3, source, "123456");
    }
    assertThat(derived).hasSize(22);
    assertThat(get(cache, 1, source, "none")).isEqualTo("12345");

    // Nor does it keep what was of that key before.
    get(cache, 2, new Object(), "123456");
    get(cache, 4, source, "12345");
    get(cache, 5, source, "12345");
    get(cache, 6, source, "12345");
    assertThat(get(cache, 6, source, "none")).isEqualTo("12345");
    assertThat(get(cache, 1, source, "none")).isEqualTo("12345");
  }

  @Test
  void findsNearlyAsMuchAsThereIsRoomFor() {
    Derived<Integer, String> cache = new Derived<>(400);
    Object source = new Object();
    for (int round = 0; round < 10; round++) {
      for (int key = 0; key < 1000; key++) {
        get(cache, key, source, "value");
      }
    }

    // In turns, of which a cache that forgets what was not asked for longest would find none.
    assertThat(derived).hasSizeBetween(6_400, 7_200);
  }

  private String get(Derived<Integer, String> cache, int key, Object source, String value) {
    return cache.get(
        key,
        List.of(source),
        () -> {
          derived.add(value);
          return value;
        });
  }
}
