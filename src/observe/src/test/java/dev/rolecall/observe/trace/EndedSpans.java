package dev.rolecall.observe.trace;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what would be sent to a collector. */
final class EndedSpans implements SpanExporter {
  private final BlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();

  private final Collection<SpanData> taken = new ArrayList<>();

  SpanData next() throws InterruptedException {
    SpanData span = spans.poll(10, TimeUnit.SECONDS);
    if (span == null) {
      throw new AssertionError("no span came; those before: " + taken);
    }
    taken.add(span);
    return span;
  }

  /** The next client's span of this name and trace. */
  SpanData ofName(String name, SpanData trace) throws InterruptedException {
    for (SpanData span = next(); ; span = next()) {
      if (span.getName().equals(name)
          && span.getKind() == SpanKind.CLIENT
          && span.getTraceId().equals(trace.getTraceId())) {
        return span;
      }
    }
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> ended) {
    spans.addAll(ended);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
