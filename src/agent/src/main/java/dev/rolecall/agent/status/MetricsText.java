package dev.rolecall.agent.status;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Metrics in Prometheus's text format, version 0.0.4. */
final class MetricsText {
  private final StringBuilder text = new StringBuilder();
  private final Set<String> described = new LinkedHashSet<>();

  /** A value that only grows. Those of one name must follow each other. */
  MetricsText counter(String name, String help, Map<String, String> labels, long value) {
    describe(name, help, "counter");
    return sample(name, labels, Long.toString(value));
  }

  /** What a histogram is. */
  record Histogram(String name, String help, Map<String, String> labels) {}

  /**
   * Values in buckets. Those of one name must follow each other.
   *
   * @param bounds of the buckets but the last, in thousandths
   * @param counts of each bucket alone
   */
  MetricsText histogram(Histogram of, long[] bounds, long[] counts, double sum) {
    describe(of.name(), of.help(), "histogram");
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      count += counts[i];
      Map<String, String> labels = new LinkedHashMap<>(of.labels());
      labels.put("le", i < bounds.length ? Double.toString(bounds[i] / 1000.0) : "+Inf");
      sample(of.name() + "_bucket", labels, Long.toString(count));
    }
    sample(of.name() + "_sum", of.labels(), Double.toString(sum));
    return sample(of.name() + "_count", of.labels(), Long.toString(count));
  }

  MetricsText gauge(String name, String help, double value) {
    describe(name, help, "gauge");
    return sample(
        name,
        Map.of(),
        value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value));
  }

  private void describe(String name, String help, String type) {
    if (described.add(name)) {
      text.append("# HELP ").append(name).append(' ').append(help).append('\n');
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
  }

  private MetricsText sample(String name, Map<String, String> labels, String value) {
    text.append(name);
    String separator = "{";
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(separator).append(label.getKey()).append("=\"");
      text.append(escaped(label.getValue())).append('"');
      separator = ",";
    }
    text.append(labels.isEmpty() ? " " : "} ").append(value).append('\n');
    return this;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
