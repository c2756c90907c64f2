package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
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

  @Test
  void findsEachOfManyKeys() {
    RequestContext.Builder builder = RequestContext.builder();
    IntStream.range(0, 1000).forEach(i -> builder.put("aws:RequestTag/Key" + i, "value" + i));
    builder.put("AWS:requesttag/KEY77", "another");
    RequestContext many = builder.build();
    builder.put("aws:RequestTag/late", "behind");

    assertThat(many.entries()).hasSize(1000);
    assertThat(many.single("aws:RequestTag/key77")).contains("another");
    assertThat(IntStream.range(100, 1000))
        .allSatisfy(i -> assertThat(many.single("aws:requesttag/key" + i)).contains("value" + i));
    assertThat(many.get("aws:RequestTag/key1000")).isEmpty();
    assertThat(many.get("aws:RequestTag/late")).isEmpty();
  }

  @Test
  void tellsKeysOfOneHashApart() {
    RequestContext both = RequestContext.builder().put("a:an", "1").put("a:c0", "2").build();

    assertThat("a:an").hasSameHashCodeAs("a:c0");
    assertThat(both.single("a:an")).contains("1");
    assertThat(both.single("a:c0")).contains("2");
    assertThat(both.get("a:cc")).isEmpty();
  }

  @Test
  void findsNothingInAnEmptyOne() {
    assertThat(RequestContext.empty().entries()).isEmpty();
    assertThat(RequestContext.empty().get("aws:A")).isEmpty();
  }
}
