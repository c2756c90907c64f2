package dev.rolecall.observe.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private final Queue<Runnable> beside = new ArrayDeque<>();
  private final AtomicInteger written = new AtomicInteger();
  private long now;
  private final MetricsPage page = new MetricsPage(this::write, beside::add, () -> now);

  @Test
  void isWrittenOnceForAllWhoAskWhileItIsWritten() {
    var asked = IntStream.range(0, 1_000).mapToObj(i -> page.text()).toList();
    now += TimeUnit.SECONDS.toNanos(30);
    CompletableFuture<String> late = page.text();

    assertThat(beside).hasSize(1);
    beside.remove().run();
    assertThat(asked).allMatch(text -> text.join().equals("text 1"));
    assertThat(late.join()).isEqualTo("text 1");
  }

  @Test
  void isWrittenAnewAfterASecondAndNotBefore() {
    page.text();
    beside.remove().run();
    now += TimeUnit.MILLISECONDS.toNanos(999);
    assertThat(page.text().join()).isEqualTo("text 1");
    now += TimeUnit.MILLISECONDS.toNanos(1);
    CompletableFuture<String> next = page.text();
    beside.remove().run();

    assertThat(next.join()).isEqualTo("text 2");
  }

  @Test
  void isNotWrittenAgainAndAgainWhereItCannotBe() {
    MetricsPage broken =
        new MetricsPage(
            () -> {
              written.incrementAndGet();
              throw new IllegalStateException("a gauge broke");
            },
            Runnable::run,
            () -> now);
    for (int i = 0; i < 100; i++) {
      assertThat(broken.text()).isCompletedExceptionally();
    }
    assertThat(written).hasValue(1);
  }

  private String write() {
    return "text " + written.incrementAndGet();
  }
}
