package dev.rolecall.observe.trace;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import java.util.Optional;

/**
 * Has Vert.x trace what it serves and asks, where that is wanted. Where not, nothing of
 * OpenTelemetry is loaded and Vert.x traces nothing.
 */
public final class TraceFactory implements VertxTracerFactory {
  private final String program;
  private final Callers callers;
  private final Optional<TraceSettings> settings;

  /** Whose traces a program goes on with. */
  public enum Callers {
    /** Those of whoever names one: they are programs of ours, or known to be others. */
    CONTINUED,
    /** Nobody's: callers are workloads, and each request begins a trace. */
    UNKNOWN
  }

  /**
   * @param program as the traces call it, {@code rolecall-sts}
   */
  public TraceFactory(String program, Callers callers, Optional<TraceSettings> settings) {
    this.program = program;
    this.callers = callers;
    this.settings = settings;
  }

  @Override
  public void init(VertxBuilder builder) {
    if (settings.isPresent() && builder.tracer() == null) {
      builder.tracer(tracer(newOptions()));
    }
  }

  @Override
  public VertxTracer<?, ?> tracer(TracingOptions options) {
    return settings
        .<VertxTracer<?, ?>>map(given -> SpanTracer.start(program, callers, given))
        .orElse(VertxTracer.NOOP);
  }
}
