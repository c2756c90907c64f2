package dev.rolecall.sts;

import dev.rolecall.observe.trace.TraceFactory;
import dev.rolecall.observe.trace.TraceSettings;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Has Vert.x trace requests where that is wanted. Vert.x finds and makes it while Quarkus starts it
 * (it is a service, so it is public), hence its settings are variables.
 */
public final class StsTraces implements VertxServiceProvider {
  @Override
  public void init(VertxBuilder builder) {
    TraceSettings.of(System::getenv)
        .map(to -> new TraceFactory("rolecall-sts", to))
        .ifPresent(traces -> traces.init(builder));
  }
}
