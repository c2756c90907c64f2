package dev.rolecall.agent.caller;

import dev.rolecall.agent.credentials.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Holds questions that cannot be answered yet until something changes: a refusal would send the
 * SDKs on to the next link of their chain, and they wait one second (Java v2, JavaScript v3). Lives
 * on one event loop.
 */
public final class Holding {
  static final Duration LONGEST = Duration.ofMillis(700);

  /** Changes come in bursts, of which one look at the end is enough. */
  static final Duration GATHERING = Duration.ofMillis(2);

  static final int MOST_HELD = 512;
  static final int MOST_HELD_OF_ONE = 16;

  private final Timers timers;
  private final Set<Held<?>> held = new LinkedHashSet<>();
  private final Map<Object, Integer> heldOfOne = new HashMap<>();
  private boolean looking;

  public Holding(Timers timers) {
    this.timers = timers;
  }

  private final class Held<T> {
    private final Supplier<T> question;
    private final Predicate<T> open;
    private final Object who;
    private final CompletableFuture<T> settled = new CompletableFuture<>();
    private Timers.Timer limit = () -> {};

    Held(Supplier<T> question, Predicate<T> open, Object who) {
      this.question = question;
      this.open = open;
      this.who = who;
    }

    void begin() {
      held.add(this);
      heldOfOne.merge(who, 1, Integer::sum);
      limit = timers.after(LONGEST, () -> settle(question.get()));
    }

    void look() {
      T now = question.get();
      if (!open.test(now)) {
        settle(now);
      }
    }

    private void settle(T answer) {
      if (held.remove(this)) {
        heldOfOne.computeIfPresent(who, (one, count) -> count > 1 ? count - 1 : null);
        limit.cancel();
        settled.complete(answer);
      }
    }
  }

  /**
   * The answer, once it is not open any more, or the last one when the time is over. Where too many
   * are held already, the answer of now.
   *
   * @param open whether an answer may be another in a moment
   * @param who asks: nobody may have too many held
   */
  public <T> CompletionStage<T> until(Supplier<T> question, Predicate<T> open, Object who) {
    T now = question.get();
    if (!open.test(now)
        || held.size() >= MOST_HELD
        || heldOfOne.getOrDefault(who, 0) >= MOST_HELD_OF_ONE) {
      return CompletableFuture.completedFuture(now);
    }
    Held<T> waiting = new Held<>(question, open, who);
    waiting.begin();
    return waiting.settled;
  }

  /** Something has changed that answers depend on. */
  public void changed() {
    if (!looking && !held.isEmpty()) {
      looking = true;
      timers.after(GATHERING, this::look);
    }
  }

  private void look() {
    looking = false;
    List.copyOf(held).forEach(Held::look);
  }
}
