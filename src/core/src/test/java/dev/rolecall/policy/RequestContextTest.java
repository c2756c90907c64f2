package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestContextTest {
  private final RequestContext context = RequestContext.builder().put("aws:A", "1").build();

  @Test
  void replacesAKeyWhateverItsCase() {
    RequestContext other = context.with("AWS:a", new RequestContext.Entry(List.of("2", "3"), true));

    assertThat(other.entries().keySet()).containsExactly("aws:a");
    assertThat(other.get("aws:A").orElseThrow().values()).containsExactly("2", "3");
    assertThat(context.single("aws:a")).contains("1");
  }

  @Test
  void addsAKey() {
    RequestContext other = context.with("aws:B", new RequestContext.Entry(List.of("2"), false));

    assertThat(other.single("aws:a")).contains("1");
    assertThat(other.single("aws:b")).contains("2");
  }
}
