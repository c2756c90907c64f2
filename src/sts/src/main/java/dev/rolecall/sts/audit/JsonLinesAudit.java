package dev.rolecall.sts.audit;

import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditSink;
import dev.rolecall.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Writes events as JSON lines on a thread of its own. The queue is bounded: a flood of denials may
 * fill half of it and is counted from there on, so that it never costs anybody an Allow; once
 * writing has failed, nothing is accepted any more.
 */
public final class JsonLinesAudit implements AuditSink, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(JsonLinesAudit.class);
  private static final int CAPACITY = 8192;
  private static final long POLL_MILLIS = 100;
  private static final long DRAIN_MILLIS = 5000;

  private final BlockingQueue<AuditEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong notWritten = new AtomicLong();
  private final OutputStream out;
  private final Thread writer;
  private volatile boolean broken;
  private volatile boolean closed;

  public JsonLinesAudit(OutputStream out) {
    this.out = new BufferedOutputStream(out, 64 * 1024);
    this.writer = Thread.ofPlatform().name("audit").daemon().start(this::run);
  }

  @Override
  public boolean record(AuditEvent event) {
    if (broken || closed) {
      return false;
    }
    boolean denial = !event.outcome().equals("Allow");
    if (denial && queue.remainingCapacity() < CAPACITY / 2) {
      notWritten.incrementAndGet();
      return false;
    }
    return queue.offer(event);
  }

  /** Whether events are still written; where they are not, only a new start helps. */
  public boolean isWriting() {
    return !broken;
  }

  /** Writes what was accepted, then ends. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(DRAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<AuditEvent> batch = new ArrayList<>();
    try {
      while (!closed || !queue.isEmpty()) {
        AuditEvent first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch);
          write(batch);
          batch.clear();
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("The audit events cannot be written: nothing is granted from now on", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Whatever ended it, nobody writes any more.
      broken = true;
    }
  }

  private void write(List<AuditEvent> batch) throws IOException {
    for (AuditEvent event : batch) {
      line(fields(event));
    }
    long lost = notWritten.getAndSet(0);
    if (lost > 0) {
      line(Map.of("outcome", "merged", "denials", lost));
    }
    out.flush();
  }

  private void line(Map<String, ?> fields) throws IOException {
    out.write(Json.write(fields).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  private static Map<String, Object> fields(AuditEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", event.time().toString());
    fields.put("requestId", event.requestId());
    fields.put("action", event.action());
    fields.put("outcome", event.outcome());
    fields.put("reason", event.reason());
    fields.putAll(event.facts());
    if (!event.unverified().isEmpty()) {
      fields.put("unverified", event.unverified());
    }
    return fields;
  }
}
