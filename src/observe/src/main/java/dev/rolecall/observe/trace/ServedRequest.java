package dev.rolecall.observe.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is served. Its span is begun, with the time at which the request came, when it is
 * first needed: by then it is known whose word on the trace counts. Safe for several threads.
 */
final class ServedRequest implements RequestTrace {
  private final SpanBuilder builder;
  private final Context named;
  private Context parent = Context.root();
  private @Nullable Span span;
  private long endedAt = Long.MAX_VALUE;

  /**
   * @param builder of its span, with its start
   * @param named the trace that its caller names
   */
  ServedRequest(SpanBuilder builder, Context named) {
    this.builder = builder;
    this.named = named;
  }

  @Override
  public synchronized void callerIsKnown() {
    parent = named;
  }

  @Override
  public Optional<String> recordedId() {
    SpanContext context = span().getSpanContext();
    return context.isSampled() ? Optional.of(context.getTraceId()) : Optional.empty();
  }

  synchronized Span span() {
    if (span == null) {
      span = builder.setParent(parent).startSpan();
    }
    return span;
  }

  /** It was answered: what is asked on its behalf from here on is a repetition. */
  synchronized void answered(long nanos) {
    endedAt = nanos;
  }

  /** For how long it has been answered, in nanoseconds; less than 0 where it has not. */
  synchronized long answeredFor(long nanos) {
    return endedAt == Long.MAX_VALUE ? -1 : nanos - endedAt;
  }
}
