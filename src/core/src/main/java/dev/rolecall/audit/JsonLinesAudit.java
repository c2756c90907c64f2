package dev.rolecall.audit;

import dev.rolecall.cache.Bounds;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes events as JSON lines on a thread of its own, in batches. What waits is bounded in number
 * and size, and refusals have half of it, so that a flood of them never costs anybody an Allow.
 * Nothing is granted before the first line is written, and from a failure on until a line is
 * written again; what was accepted until then is kept and tried again, and at the end goes to the
 * last resort.
 */
public final class JsonLinesAudit implements AuditSink, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JsonLinesAudit.class.getName());
  private static final int BATCH = 512;
  private static final long POLL_MILLIS = 100;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long DRAIN_MILLIS = 5000;

  /** Long enough for a batch to gather, so that the threads that serve wake nobody. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final BlockingQueue<Waiting> queue;
  private final AtomicLong characters = new AtomicLong();
  private final RefusalMerger merger = new RefusalMerger();
  private final CloudTrailLines lines;
  private final AuditOutput out;
  private final Surroundings around;
  private final Thread writer;
  private boolean failing;
  private volatile boolean writing;
  private volatile boolean closed;

  /** From here on nothing is taken from the queue but what is in it. */
  private volatile boolean ending;

  /** One that accepts nothing before it is started. */
  public JsonLinesAudit(AuditOutput out, Surroundings around) {
    this.out = out;
    this.around = around;
    this.lines = new CloudTrailLines(around.eventIds());
    this.queue = new ArrayBlockingQueue<>(around.waiting().entries());
    this.writer = Thread.ofPlatform().name("audit").daemon().unstarted(this::run);
  }

  /**
   * An event in the queue.
   *
   * @param weight the event's, which takes long enough to find to be found once
   */
  private record Waiting(AuditEvent event, int weight) {}

  /**
   * What the writer needs besides its output.
   *
   * @param region that the program speaks for
   * @param eventIds unique ones
   * @param lastResort gets the lines that could not be written when the writer ends
   * @param waiting how many events may wait to be written, and of how many characters
   */
  public record Surroundings(
      Supplier<String> region,
      Clock clock,
      Supplier<UUID> eventIds,
      AuditOutput lastResort,
      Bounds waiting) {}

  /**
   * Starts to write.
   *
   * @param first must be written before anything is granted
   */
  public void start(AuditEvent first) {
    offer(first);
    writer.start();
  }

  @Override
  public boolean record(AuditEvent event) {
    if (closed) {
      return false;
    }
    if (event.granted()) {
      return writing && offer(event) && !isLeftBehind(event);
    }
    if (merger.isOneOfTheFirst(event) && !(hasRoomForRefusals() && offer(event))) {
      merger.count(event);
    }
    return true;
  }

  /** Whether it came when nobody writes any more; what the writer took at the end is written. */
  private boolean isLeftBehind(AuditEvent event) {
    return ending && queue.remove(new Waiting(event, event.weight()));
  }

  private boolean hasRoomForRefusals() {
    return queue.remainingCapacity() > around.waiting().entries() / 2
        && characters.get() < around.waiting().bytes() / 2;
  }

  private boolean offer(AuditEvent event) {
    Waiting waiting = new Waiting(event, event.weight());
    if (characters.addAndGet(waiting.weight()) <= around.waiting().bytes()
        && queue.offer(waiting)) {
      return true;
    }
    characters.addAndGet(-waiting.weight());
    return false;
  }

  /** Whether events are written now; nothing is granted while they are not. */
  public boolean isWriting() {
    return writing;
  }

  /** Whether it will never write again, though nobody has closed it. */
  public boolean hasFailed() {
    return ending && !closed;
  }

  /** How many events wait to be written. */
  public int waiting() {
    return queue.size();
  }

  /** Writes what was accepted, then ends. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(writer);
    try {
      writer.join(DRAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (out) {
      while (!closed || !queue.isEmpty()) {
        write(batch());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      ending = true;
      List<AuditEvent> rest = drained(Integer.MAX_VALUE);
      rest.addAll(merger.all());
      write(render(rest));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "The audit ended: nothing is granted any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Whatever ended it, nobody writes any more.
      writing = false;
      ending = true;
    }
  }

  private byte[] batch() throws InterruptedException {
    List<AuditEvent> batch = new ArrayList<>();
    Waiting first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      characters.addAndGet(-first.weight());
      batch.add(first.event());
      batch.addAll(drained(BATCH - 1));
    }
    batch.addAll(merger.over(around.clock().instant()));
    return render(batch);
  }

  private List<AuditEvent> drained(int most) {
    List<Waiting> waiting = new ArrayList<>();
    queue.drainTo(waiting, most);
    characters.addAndGet(-waiting.stream().mapToLong(Waiting::weight).sum());
    return waiting.stream().map(Waiting::event).collect(Collectors.toCollection(ArrayList::new));
  }

  private byte[] render(List<AuditEvent> batch) {
    for (AuditEvent event : batch) {
      lines.add(event, around.region().get());
    }
    return lines.take();
  }

  /** Tries until it is done or the writer is to end. */
  private void write(byte[] batch) throws IOException {
    if (batch.length == 0) {
      return;
    }
    while (!isWritten(batch)) {
      if (closed) {
        around.lastResort().write(batch);
        return;
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private boolean isWritten(byte[] batch) {
    try {
      out.write(batch);
      if (failing) {
        LOG.log(Level.INFO, "Audit events are written again");
      }
      failing = false;
      writing = true;
      return true;
    } catch (IOException | RuntimeException e) {
      writing = false;
      if (!failing) {
        LOG.log(
            Level.ERROR, "Audit events cannot be written; nothing is granted until they can: " + e);
      }
      failing = true;
      return false;
    }
  }
}
