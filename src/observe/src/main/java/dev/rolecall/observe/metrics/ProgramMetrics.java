package dev.rolecall.observe.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The metrics of one process. Names are those that Prometheus sees, {@code
 * rolecall_<program>_<what>_<unit>}; {@code docs/metrics.md} has each of them.
 */
public final class ProgramMetrics {
  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Micrometer itself holds what counts weakly. */
  private final List<DoubleSupplier> counting = new CopyOnWriteArrayList<>();

  /** Those of the JVM and of the process are there at once. */
  public ProgramMetrics() {
    registry.config().namingConvention(new GivenNames());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** What grows by one each time. */
  public WordCounter counter(String name, String help, String... labels) {
    return new WordCounter(registry, name, help, List.of(labels));
  }

  /**
   * What somebody else counts.
   *
   * @param tags names and values, in turn
   */
  public void total(String name, String help, DoubleSupplier count, String... tags) {
    counting.add(count);
    FunctionCounter.builder(name, count, DoubleSupplier::getAsDouble)
        .description(help)
        .tags(tags)
        .register(registry);
  }

  /**
   * What is so now; read when Prometheus asks.
   *
   * @param tags names and values, in turn
   */
  public void gauge(String name, String help, DoubleSupplier value, String... tags) {
    Gauge.builder(name, value::getAsDouble).description(help).tags(tags).register(registry);
  }

  /** 1 where it is so, 0 where not. */
  public void state(String name, String help, BooleanSupplier isSo) {
    gauge(name, help, () -> isSo.getAsBoolean() ? 1 : 0);
  }

  /**
   * A moment in seconds since 1970; 0 where there is none.
   *
   * @param tags names and values, in turn
   */
  public void moment(String name, String help, Supplier<Optional<Instant>> at, String... tags) {
    gauge(name, help, () -> at.get().map(Instant::getEpochSecond).orElse(0L), tags);
  }

  /**
   * How long something takes, in buckets from a millisecond to 2.5 seconds.
   *
   * @param tags names and values, in turn
   */
  public Timer duration(String name, String help, String... tags) {
    return Timer.builder(name)
        .description(help)
        .serviceLevelObjectives(BUCKETS)
        .tags(tags)
        .register(registry);
  }

  /** All of them, in Prometheus's text format. */
  public String text() {
    return registry.scrape();
  }
}
