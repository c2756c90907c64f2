package dev.rolecall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShortenTest {
  @Test
  void keepsTheBeginningOfLongTextsWhereverTheyAre() {
    assertThat(
            Shorten.members(
                Map.of("a", List.of(Map.of("key", "x".repeat(9)))), 4, Integer.MAX_VALUE))
        .isEqualTo(Map.of("a", List.of(Map.of("key", "xxxx..."))));
  }

  @Test
  void saysThatSomethingIsLeftOut() {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 1000; i++) {
      many.put("name" + i, "v".repeat(100));
    }
    Map<String, Object> kept = Shorten.members(many, 2048, 1000);

    assertThat(kept).hasSizeBetween(5, 12).containsEntry(AuditFields.OMITTED, true);
    assertThat(Shorten.weight(kept)).isLessThan(1100);
    assertThat(Shorten.members(Map.of("a", "b"), 10, 1000)).isEqualTo(Map.of("a", "b"));
  }
}
