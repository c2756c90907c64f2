package dev.rolecall.agent.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.Samples;
import dev.rolecall.agent.credentials.CredentialAnswer.Granted;
import dev.rolecall.agent.credentials.CredentialAnswer.Unavailable;
import dev.rolecall.agent.credentials.CredentialRequest.Attested;
import dev.rolecall.agent.node.NodePodSamples;
import dev.rolecall.fakes.MovableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node's cache that is cold, behind which calls wait for their turn. */
class QueuedSourceTest {
  private static final int PODS = 250;

  private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
  private final FakeTimers timers = new FakeTimers(clock);
  private final FakeSource sts = new FakeSource();
  private final CredentialCache cache =
      new CredentialCache(
          new RetryingSource(new QueuedSource(sts, () -> Runnable::run), timers),
          clock,
          timers,
          new Random(7),
          1_024);

  @Test
  void servesAllPodsOfANodeThatAskAtOnceWithFewCallsAtATime() {
    List<CompletableFuture<CredentialAnswer>> answers =
        IntStream.range(0, PODS).mapToObj(this::ask).toList();

    while (sts.waiting() > 0) {
      assertThat(sts.waiting()).isLessThanOrEqualTo(QueuedSource.AT_A_TIME);
      // Each call takes sts 40 ms.
      timers.advance(Duration.ofMillis(40));
      int answered = sts.waiting();
      IntStream.range(0, answered).forEach(i -> sts.answer(granted()));
    }

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer).isCompletedWithValueMatching(Granted.class::isInstance));
    assertThat(sts.calls()).isEqualTo(PODS);
  }

  @Test
  void hasNoPodPassAnother() {
    IntStream.range(0, PODS).forEach(this::ask);
    // Whoever asks again and again has no more calls for it.
    IntStream.range(0, PODS).forEach(i -> ask(0));

    while (sts.waiting() > 0) {
      sts.answer(granted());
    }

    assertThat(sts.requests())
        .containsExactlyElementsOf(IntStream.range(0, PODS).mapToObj(this::request).toList());
  }

  @Test
  void hasPodsThatStsDoesNotKnowYetWaitWithoutATurn() {
    IntStream.range(0, QueuedSource.AT_A_TIME).forEach(this::ask);
    CompletableFuture<CredentialAnswer> known = ask(100);

    sts.answer(new Unavailable("not known yet"));
    IntStream.range(1, QueuedSource.AT_A_TIME)
        .forEach(i -> sts.answer(new Unavailable("not known yet")));
    sts.answer(granted());

    assertThat(known).isCompletedWithValueMatching(Granted.class::isInstance);
  }

  /** What answers one pod is not where another's trace goes on. */
  @Test
  void asksForWhatWaitedWhereItWasAskedFor() {
    List<String> asked = new ArrayList<>();
    Deque<String> asking = new ArrayDeque<>();
    QueuedSource queue =
        new QueuedSource(
            request -> {
              asked.add(asking.getLast());
              return sts.fetch(request);
            },
            () -> {
              String home = asking.getLast();
              return task -> {
                asking.add(home);
                task.run();
                asking.removeLast();
              };
            });

    for (int i = 0; i < 3 * QueuedSource.AT_A_TIME; i++) {
      asking.add("pod " + i);
      queue.fetch(request(i));
      asking.removeLast();
    }
    asking.add("the answer to another pod");
    while (sts.waiting() > 0) {
      sts.answer(granted());
    }

    assertThat(asked)
        .containsExactlyElementsOf(
            IntStream.range(0, 3 * QueuedSource.AT_A_TIME).mapToObj(i -> "pod " + i).toList());
  }

  private CompletableFuture<CredentialAnswer> ask(int number) {
    return cache.get(request(number));
  }

  private CredentialRequest request(int number) {
    return new Attested(NodePodSamples.pod("p" + number, "10.0.0." + number), Way.IMDS);
  }

  private Granted granted() {
    return new Granted(Samples.credentials(clock.instant().plus(Duration.ofHours(1))));
  }
}
