package dev.rolecall.sts.query;

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
    Map<String, Map<String, Object>> lists = new TreeMap<>();
    parameters.forEach((name, value) -> {
      int dot = name.indexOf(MEMBER);
      if (VALUES.contains(name)) {
        recorded.put(shown(name), value);
      } else if (dot > 0 && LISTS.contains(name.substring(0, dot))) {
        add(
            lists.computeIfAbsent(shown(name.substring(0, dot)), unseen -> new LinkedHashMap<>()),
            name.substring(dot + MEMBER.length()),
            value);
      }
    });
    lists.forEach((name, elements) -> recorded.put(name, List.copyOf(elements.values())));
    return recorded;
  }

  /**
   * @param place {@code 1} of a text, {@code 1.Key} of a field
   */
  private static void add(Map<String, Object> elements, String place, String value) {
    String[] parts = place.split("\\.", 2);
    if (parts.length == 1) {
      elements.put(parts[0], value);
    } else if (elements.computeIfAbsent(parts[0], unseen -> new LinkedHashMap<String, Object>())
        instanceof Map<?, ?> fields) {
      Map<String, Object> more = new LinkedHashMap<>();
      fields.forEach((name, field) -> more.put(String.valueOf(name), field));
      more.put(shown(parts[1]), value);
      elements.put(parts[0], more);
    }
  }

  private static String shown(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
