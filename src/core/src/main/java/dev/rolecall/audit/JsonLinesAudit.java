package dev.rolecall.audit;

import dev.rolecall.cache.Bounds;
import dev.rolecall.json.JsonLines;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes events as JSON lines: whoever records one makes its line, a thread of its own writes lines
 * in batches. What waits is bounded in number and size, and refusals have half of it, so that a
 * flood of them never costs anybody an Allow. Nothing is granted before the first line is written,
 * from a failure on until a line is written again, and from two seconds on of a write that has not
 * returned, as to a pipe that nobody reads; what was accepted until then is kept and tried again,
 * and at the end goes to the last resort.
 */
public final class JsonLinesAudit implements AuditSink, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JsonLinesAudit.class.getName());
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long DRAIN_MILLIS = 5000;

  /** No disk that works takes as long for a batch. */
  private static final long HUNG_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Long enough for a batch to gather, so that the threads that serve wake nobody. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** Empty, but while a thread makes a line. */
  private static final ThreadLocal<JsonLines> LINE = ThreadLocal.withInitial(JsonLines::new);

  private final WaitingLines waiting = new WaitingLines();
  private final RefusalMerger merger = new RefusalMerger();
  private final CloudTrailLines lines;
  private final AuditOutput out;
  private final Surroundings around;
  private final LongSupplier nanos;
  private final Bounds roomOfRefusals;
  private final Thread writer;
  private boolean failing;
  private volatile boolean writing;
  private volatile boolean inWrite;
  private volatile long began;
  private volatile boolean closed;
  private volatile boolean ended;

  /**
   * One that accepts nothing before it is started.
   *
   * @param nanos a clock that never goes back, as {@link System#nanoTime()}
   */
  public JsonLinesAudit(AuditOutput out, Surroundings around, LongSupplier nanos) {
    this.out = out;
    this.around = around;
    this.nanos = nanos;
    this.lines = new CloudTrailLines(around.eventIds());
    this.roomOfRefusals = new Bounds(around.waiting().entries() / 2, around.waiting().bytes() / 2);
    this.writer = Thread.ofPlatform().name("audit").daemon().unstarted(this::run);
  }

  /**
   * What the writer needs besides its output.
   *
   * @param region that the program speaks for
   * @param eventIds unique ones
   * @param lastResort gets the lines that could not be written when the writer ends
   * @param waiting how many lines may wait to be written, and of how many bytes
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
    offer(first, around.waiting());
    writer.start();
  }

  @Override
  public boolean record(AuditEvent event) {
    if (closed) {
      return false;
    }
    if (event.granted()) {
      return isWriting() && offer(event, around.waiting());
    }
    if (merger.isOneOfTheFirst(event) && !offer(event, roomOfRefusals)) {
      merger.count(event);
    }
    return true;
  }

  private boolean offer(AuditEvent event, Bounds room) {
    JsonLines line = LINE.get();
    lines.add(event, around.region().get(), line);
    boolean accepted = waiting.add(line, room);
    line.clear();
    return accepted;
  }

  /** Whether events are written now; nothing is granted while they are not. */
  public boolean isWriting() {
    return writing && !isHung();
  }

  /** The beginning is read last: it is never an earlier write's than the one that is on. */
  private boolean isHung() {
    return inWrite && nanos.getAsLong() - began > HUNG_NANOS;
  }

  /** Whether it will never write again, though nobody has closed it. */
  public boolean hasFailed() {
    return ended && !closed;
  }

  /** How many events wait to be written. */
  public int waiting() {
    return waiting.count();
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
      while (!closed) {
        writeNext(POLL_NANOS);
        write(merger.over(around.clock().instant()));
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      waiting.end();
      while (writeNext(0)) {}
      write(merger.all());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "The audit ended: nothing is granted any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Whatever ended it, nobody writes any more.
      writing = false;
      waiting.end();
      ended = true;
    }
  }

  /** Writes what waits, or waits so long for it; whether there was any. */
  private boolean writeNext(long nanos) throws IOException, InterruptedException {
    JsonLines batch = waiting.take(nanos);
    if (batch == null) {
      return false;
    }
    write(batch);
    waiting.giveBack(batch);
    return true;
  }

  /** Those that stand for several, which only this thread has. */
  private void write(List<AuditEvent> merged) throws IOException {
    if (!merged.isEmpty()) {
      JsonLines batch = new JsonLines();
      merged.forEach(event -> lines.add(event, around.region().get(), batch));
      write(batch);
    }
  }

  /** Tries until it is done or the writer is to end. */
  private void write(JsonLines batch) throws IOException {
    while (!isWritten(batch)) {
      if (closed) {
        around.lastResort().write(batch.read());
        return;
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private boolean isWritten(JsonLines batch) {
    began = nanos.getAsLong();
    inWrite = true;
    try {
      out.write(batch.read());
      if (isHung()) {
        LOG.log(Level.WARNING, "A write of audit events hung; nothing was granted meanwhile");
      }
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
    } finally {
      inWrite = false;
    }
  }
}
