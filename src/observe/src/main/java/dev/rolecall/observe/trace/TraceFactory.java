package dev.rolecall.observe.trace;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;

/**
 * Has Vert.x trace what it serves and asks. Where that is not wanted none is made: Vert.x traces
 * nothing then, and nothing of OpenTelemetry is loaded.
 */
public final class TraceFactory implements VertxTracerFactory {
  private final String program;
  private final TraceSettings settings;

  /**
   * @param program as the traces call it, {@code rolecall-sts}
   */
  public TraceFactory(String program, TraceSettings settings) {
    this.program = program;
    this.settings = settings;
  }

  @Override
  public void init(VertxBuilder builder) {
    if (builder.tracer() == null) {
      builder.tracer(tracer(newOptions()));
    }
  }

  @Override
  public VertxTracer<?, ?> tracer(TracingOptions options) {
    return SpanTracer.start(program, settings);
  }
}
