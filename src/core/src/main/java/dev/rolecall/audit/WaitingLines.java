package dev.rolecall.audit;

import dev.rolecall.cache.Bounds;
import dev.rolecall.json.JsonLines;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines that wait to be written, gathered to batches as they come. Several threads add lines, one
 * takes batches.
 */
final class WaitingLines {
  /** As many lines as come in some milliseconds; one that is longer is a batch of its own. */
  private static final int BATCH_BYTES = 1 << 20;

  private final Deque<JsonLines> batches = new ArrayDeque<>();

  /** A batch that was written, and is filled again: two take turns as a rule. */
  private @Nullable JsonLines spare;

  private int entries;
  private long bytes;
  private boolean writerWaits;
  private boolean ended;

  /**
   * Whether the line will be taken.
   *
   * @param bounds of all that waits; nothing waits beyond them
   */
  synchronized boolean add(JsonLines line, Bounds bounds) {
    if (ended || entries >= bounds.entries() || bytes + line.bytes() > bounds.bytes()) {
      return false;
    }
    batchFor(line).addAll(line);
    entries += line.count();
    bytes += line.bytes();
    if (writerWaits) {
      notifyAll();
    }
    return true;
  }

  private JsonLines batchFor(JsonLines line) {
    JsonLines last = batches.peekLast();
    if (last != null && last.bytes() + line.bytes() <= BATCH_BYTES) {
      return last;
    }
    JsonLines next = spare == null ? new JsonLines() : spare;
    spare = null;
    batches.add(next);
    return next;
  }

  /**
   * The lines that came first.
   *
   * @param nanos for how long some are waited for
   * @return null where none came
   */
  synchronized @Nullable JsonLines take(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; batches.isEmpty() && left > 0; left = end - System.nanoTime()) {
      writerWaits = true;
      TimeUnit.NANOSECONDS.timedWait(this, left);
      writerWaits = false;
    }
    return taken();
  }

  /** From here on none are added. */
  synchronized void end() {
    ended = true;
  }

  private @Nullable JsonLines taken() {
    JsonLines first = batches.poll();
    if (first != null) {
      entries -= first.count();
      bytes -= first.bytes();
    }
    return first;
  }

  /** Gives back a batch that was written. */
  synchronized void giveBack(JsonLines batch) {
    batch.clear();
    spare = batch;
  }

  /** How many lines wait. */
  synchronized int count() {
    return entries;
  }
}
