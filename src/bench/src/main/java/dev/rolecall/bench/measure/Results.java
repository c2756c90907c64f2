package dev.rolecall.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that the benchmarks of a family gave in one run. */
public record Results(List<Measurement> measurements, List<Comparison> comparisons) {
  public Results {
    measurements = List.copyOf(measurements);
    comparisons = List.copyOf(comparisons);
  }

  private Optional<Measurement> find(String name, Metric metric) {
    return measurements.stream()
        .filter(measurement -> measurement.name().equals(name) && measurement.metric() == metric)
        .findFirst();
  }

  /** A measurement's value. */
  public Optional<Double> value(String name, Metric metric) {
    return find(name, metric).map(Measurement::value);
  }

  /** How many times faster a benchmark is than its peer; empty where either was not run. */
  public Optional<Double> ratio(String name, String peer, Metric metric) {
    return find(name, metric)
        .flatMap(
            ours -> find(peer, metric).map(theirs -> metric.ratio(ours.value(), theirs.value())));
  }

  /**
   * A JSON line for every measurement without a peer, and one for each with each of its peers.
   *
   * @throws IllegalStateException where a benchmark was run without its peer
   */
  public List<String> lines(String family) {
    List<String> lines = new ArrayList<>();
    for (Measurement measurement : measurements) {
      List<Measurement> peers = peers(measurement);
      peers.forEach(peer -> lines.add(measurement.line(family, Optional.of(peer))));
      if (peers.isEmpty()) {
        lines.add(measurement.line(family, Optional.empty()));
      }
    }
    return lines;
  }

  private List<Measurement> peers(Measurement measurement) {
    return comparisons.stream()
        .filter(comparison -> comparison.name().equals(measurement.name()))
        .filter(comparison -> !comparison.peer().equals(measurement.name()))
        .filter(comparison -> measurement.metric().isSpeed())
        .map(comparison -> required(comparison.peer()))
        .flatMap(peer -> find(peer, measurement.metric()).stream())
        .toList();
  }

  private String required(String name) {
    if (measurements.stream().noneMatch(measurement -> measurement.name().equals(name))) {
      throw new IllegalStateException("no benchmark is called " + name);
    }
    return name;
  }
}
