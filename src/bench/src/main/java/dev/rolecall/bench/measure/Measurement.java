package dev.rolecall.bench.measure;

import dev.rolecall.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one benchmark gave.
 *
 * @param name the method, with its parameters where it has any
 * @param value in the metric's unit
 */
public record Measurement(String name, Metric metric, double value) {
  private static final MathContext SHOWN = new MathContext(4);

  /**
   * A JSON line: {@code benchmark}, {@code metric}, {@code value}, {@code unit}, {@code peer} and
   * {@code ratio}, which says how many times as fast as the peer it is.
   */
  String line(String family, Optional<Measurement> peer) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("benchmark", family + "." + name);
    members.put("metric", metric.word());
    members.put("value", shown(value));
    members.put("unit", metric.unit());
    members.put("peer", peer.map(found -> family + "." + found.name()).orElse(null));
    members.put("ratio", peer.map(found -> shown(metric.ratio(value, found.value()))).orElse(null));
    return Json.write(members);
  }

  /** A number as it is shown to people, too. */
  static BigDecimal shown(double value) {
    BigDecimal rounded = new BigDecimal(value).round(SHOWN);
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }
}
