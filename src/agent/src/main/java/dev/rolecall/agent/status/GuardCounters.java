package dev.rolecall.agent.status;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The guard's metrics, out of {@code counters.json}: it listens nowhere itself. */
public final class GuardCounters {
  /** The guard has said nothing. */
  public static final GuardCounters NONE = new GuardCounters(List.of());

  private static final int MOST = 1_000;
  private static final Pattern NAME = Pattern.compile("rolecall_guard_[a-z_]{1,64}");
  private static final Pattern LABEL = Pattern.compile("[a-z_]{1,32}");

  private final List<Sample> samples;

  private GuardCounters(List<Sample> samples) {
    this.samples = List.copyOf(samples);
  }

  private record Sample(String name, Map<String, String> labels, long value) {}

  /**
   * @throws IllegalArgumentException where it is not as it should be
   */
  public static GuardCounters read(String text) {
    try {
      List<Sample> samples = new ArrayList<>();
      if (Json.parse(text) instanceof JsonObject whole
          && whole.get("counters").orElse(null) instanceof JsonArray(var list, var position)
          && list.size() <= MOST) {
        list.forEach(each -> samples.add(sample(each)));
        return new GuardCounters(samples);
      }
    } catch (JsonException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
    throw new IllegalArgumentException("it has no list of counters");
  }

  private static Sample sample(JsonValue value) {
    if (value instanceof JsonObject sample
        && sample.get("name").orElse(null) instanceof JsonString(var name, var nameAt)
        && NAME.matcher(name).matches()
        && sample.get("value").orElse(null) instanceof JsonNumber number) {
      Map<String, String> labels = new LinkedHashMap<>();
      if (sample.get("labels").orElse(null) instanceof JsonObject(var members, var at)) {
        members.forEach(member -> labels.put(label(member.name()), text(member.value())));
      }
      return new Sample(name, labels, number.value().longValue());
    }
    throw new IllegalArgumentException("a counter is none");
  }

  private static String label(String name) {
    if (!LABEL.matcher(name).matches()) {
      throw new IllegalArgumentException("a label is none");
    }
    return name;
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString(var text, var position)) {
      return text;
    }
    throw new IllegalArgumentException("a label's value is no text");
  }

  void write(MetricsText text) {
    for (Sample sample : samples) {
      if (sample.name().endsWith("_total")) {
        text.counter(sample.name(), "Of the guard.", sample.labels(), sample.value());
      } else {
        text.gauge(sample.name(), "Of the guard.", sample.value());
      }
    }
  }
}
