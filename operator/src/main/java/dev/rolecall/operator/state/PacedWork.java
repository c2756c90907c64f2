package dev.rolecall.operator.state;

import dev.rolecall.kube.directory.Pace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Work that looks at everything: done after a change, by {@link Pace}. What failed is done again,
 * later each time, or after the next change where that comes first.
 */
final class PacedWork {
  private static final Logger LOG = Logger.getLogger(PacedWork.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final Runnable work;
  private final Pace pace;
  private final Later thread;
  private final AtomicBoolean planned = new AtomicBoolean();

  /** How often it has failed since it was last done; of the thread that works. */
  private int failures;

  /** The one thread that works. */
  @FunctionalInterface
  interface Later {
    void after(long nanos, Runnable task);
  }

  PacedWork(Runnable work, Pace pace, Later thread) {
    this.work = work;
    this.pace = pace;
    this.thread = thread;
  }

  /** Something is as it was not when the work was last done. */
  void changed() {
    if (planned.compareAndSet(false, true)) {
      thread.after(pace.pauseNanos(), this::run);
    }
  }

  private void run() {
    planned.set(false);
    boolean done = false;
    try {
      pace.run(work);
      done = true;
    } catch (RuntimeException e) {
      LOG.error("the resources could not be judged; it is tried again", e);
    } finally {
      if (done) {
        failures = 0;
      } else {
        // Also where memory was not enough.
        failures++;
        retry(failures);
      }
    }
  }

  private void retry(int after) {
    long pause = FIRST_RETRY.toNanos() << Math.min(after - 1, 10);
    thread.after(
        Math.min(pause, LAST_RETRY.toNanos()),
        () -> {
          // Done meanwhile, or failed again, which is tried again by itself.
          if (failures == after) {
            changed();
          }
        });
  }
}
