package dev.rolecall.directory;

import static org.assertj.core.api.Assertions.assertThat;

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
