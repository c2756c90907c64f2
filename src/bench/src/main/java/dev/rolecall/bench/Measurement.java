package dev.rolecall.bench;

import dev.rolecall.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one benchmark gave.
 *
 * @param name the method, with its parameters where it has any
 * @param peer the name of its peer; empty for one that is only a peer
 */
record Measurement(String name, Optional<String> peer, double operationsPerSecond) {
  private static final MathContext SHOWN = new MathContext(4);

  /**
   * One JSON line for each: {@code benchmark}, {@code metric}, {@code value}, {@code unit}, {@code
   * peer} and {@code ratio}, which is the speed by the peer's speed.
   */
  static List<String> lines(Family family, List<Measurement> measurements) {
    List<String> lines = new ArrayList<>();
    for (Measurement measurement : measurements) {
      Optional<Measurement> peer =
          measurement
              .peer()
              .filter(name -> !name.equals(measurement.name()))
              .map(name -> find(name, measurements));
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("benchmark", family.word() + "." + measurement.name());
      members.put("metric", "throughput");
      members.put("value", shown(measurement.operationsPerSecond()));
      members.put("unit", "ops/s");
      members.put("peer", peer.map(found -> family.word() + "." + found.name()).orElse(null));
      members.put(
          "ratio",
          peer.map(found -> measurement.operationsPerSecond() / found.operationsPerSecond())
              .map(Measurement::shown)
              .orElse(null));
      lines.add(Json.write(members));
    }
    return lines;
  }

  private static Measurement find(String name, List<Measurement> measurements) {
    return measurements.stream()
        .filter(measurement -> measurement.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no benchmark is called " + name));
  }

  private static BigDecimal shown(double value) {
    BigDecimal rounded = new BigDecimal(value).round(SHOWN);
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
