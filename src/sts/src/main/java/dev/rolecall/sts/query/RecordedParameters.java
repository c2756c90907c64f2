package dev.rolecall.sts.query;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters that audit events repeat, in CloudTrail's spelling. Those that are not listed here
 * are not repeated: one that is a secret is none of them by mistake.
 */
final class RecordedParameters {
  /** Those that have one value. */
  static final Set<String> VALUES =
      Set.of(
          "AccessKeyId",
          "DurationSeconds",
          "ExternalId",
          "MinimumSessionTokenSize",
          "Policy",
          "ProviderId",
          "RoleArn",
          "RoleSessionName",
          "SerialNumber",
          "SigningAlgorithm",
          "SourceIdentity");

  /** Those that are lists, {@code <name>.member.<index>}, of texts or of values with fields. */
  static final Set<String> LISTS = Set.of("Audience", "PolicyArns", "Tags", "TransitiveTagKeys");

  private static final String MEMBER = ".member.";

  private RecordedParameters() {}

  /** What there is of them; values are text, also of numbers: nothing is checked yet. */
  static Map<String, Object> of(Parameters parameters) {
    Map<String, Object> recorded = new LinkedHashMap<>();
    Map<String, RecordedList> lists = new TreeMap<>();
    parameters.forEach((name, value) -> {
      int dot = name.indexOf(MEMBER);
      if (VALUES.contains(name)) {
        recorded.put(shown(name), value);
      } else if (dot > 0 && LISTS.contains(name.substring(0, dot))) {
        lists
            .computeIfAbsent(shown(name.substring(0, dot)), first -> new RecordedList())
            .add(name.substring(dot + MEMBER.length()), value);
      }
    });
    lists.forEach((name, list) -> recorded.put(name, List.copyOf(list.elements.values())));
    return recorded;
  }

  /** A list's elements by their index, each a text or the fields of a value. */
  private static final class RecordedList {
    private final Map<String, Object> elements = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> fields = new HashMap<>();

    /**
     * @param place {@code 1} of a text, {@code 1.Key} of a field
     */
    void add(String place, String value) {
      int dot = place.indexOf('.');
      if (dot < 0) {
        elements.put(place, value);
        return;
      }
      String index = place.substring(0, dot);
      Map<String, Object> known = fields.computeIfAbsent(index, first -> new LinkedHashMap<>());
      known.put(shown(place.substring(dot + 1)), value);
      elements.putIfAbsent(index, known);
    }
  }

  private static String shown(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
