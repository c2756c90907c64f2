package dev.rolecall.observe.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import org.jspecify.annotations.Nullable;

/**
 * Rolecall's own names stay as the code has them, so that whoever reads one in a dashboard finds
 * it; Micrometer's get the form of Prometheus's.
 */
final class GivenNames implements NamingConvention {
  private static final String OWN = "rolecall_";
  private static final String TOTAL = "_total";

  private final NamingConvention others = new PrometheusNamingConvention();

  @Override
  public String name(String name, Meter.Type type, @Nullable String baseUnit) {
    if (!name.startsWith(OWN)) {
      return others.name(name, type, baseUnit);
    }
    // The text format itself puts it behind the names of counters.
    return name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
  }

  @Override
  public String tagKey(String key) {
    return others.tagKey(key);
  }
}
