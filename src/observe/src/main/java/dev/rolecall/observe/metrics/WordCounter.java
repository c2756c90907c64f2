package dev.rolecall.observe.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts by labels whose values should be the program's own words. Should somebody else's get in,
 * there is an end to the series: those beyond are counted as {@link #OTHER}.
 */
public final class WordCounter {
  /** In place of every label of what came too late to have a series. */
  public static final String OTHER = "other";

  /** Far more than there are words. */
  static final int MOST_SERIES = 500;

  private final MeterRegistry registry;
  private final String name;
  private final String help;
  private final List<String> labels;
  private final Map<List<String>, Counter> series = new ConcurrentHashMap<>();

  WordCounter(MeterRegistry registry, String name, String help, List<String> labels) {
    this.registry = registry;
    this.name = name;
    this.help = help;
    this.labels = List.copyOf(labels);
  }

  /**
   * Counts one.
   *
   * @param values of the labels, in their order
   */
  public void count(String... values) {
    List<String> key = List.of(values);
    Counter known = series.get(key);
    (known == null ? added(key) : known).increment();
  }

  private Counter added(List<String> key) {
    List<String> kept =
        series.size() < MOST_SERIES ? key : Collections.nCopies(labels.size(), OTHER);
    return series.computeIfAbsent(kept, this::register);
  }

  private Counter register(List<String> values) {
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      tags.add(labels.get(i));
      tags.add(values.get(i));
    }
    return Counter.builder(name)
        .description(help)
        .tags(Tags.of(tags.toArray(String[]::new)))
        .register(registry);
  }
}
