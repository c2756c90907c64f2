package dev.rolecall.kube.manifest;

import dev.rolecall.json.JsonValue.JsonNumber;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The limits that a schema sets for text and numbers. */
final class ScalarCheck {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
  private static final int SHOWN = 80;

  private ScalarCheck() {}

  static Optional<String> text(JSONSchemaProps schema, String text) {
    long length = text.codePointCount(0, text.length());
    if (schema.getMinLength() != null && length < schema.getMinLength()) {
      return Optional.of("needs at least " + schema.getMinLength() + " characters");
    }
    if (schema.getMaxLength() != null && length > schema.getMaxLength()) {
      return Optional.of(
          "may have at most " + schema.getMaxLength() + " characters, has " + length);
    }
    String pattern = schema.getPattern();
    if (pattern != null && !matches(pattern, text)) {
      String meaning = schema.getDescription() == null ? "" : schema.getDescription() + " ";
      return Optional.of(
          "'" + shown(text) + "' is not right. " + meaning + "It must match " + pattern);
    }
    if ("date-time".equals(schema.getFormat()) && !isInstant(text)) {
      return Optional.of(
          "'" + shown(text) + "' is no RFC 3339 date and time; write it as 2026-01-31T12:00:00Z");
    }
    return Optional.empty();
  }

  static Optional<String> integer(JSONSchemaProps schema, JsonNumber number) {
    BigDecimal value = number.value();
    if (value.stripTrailingZeros().scale() > 0) {
      return Optional.of("must be a whole number");
    }
    boolean low = schema.getMinimum() != null && value.doubleValue() < schema.getMinimum();
    boolean high = schema.getMaximum() != null && value.doubleValue() > schema.getMaximum();
    return low || high
        ? Optional.of(
            "must be from %.0f to %.0f, not %s"
                .formatted(schema.getMinimum(), schema.getMaximum(), number.text()))
        : Optional.empty();
  }

  /** Anywhere in the text, as OpenAPI's patterns match. */
  private static boolean matches(String pattern, String text) {
    return PATTERNS.computeIfAbsent(pattern, ScalarCheck::compile).matcher(text).find();
  }

  /** A final dollar is the end of the text in Go, but may stand before a line feed in Java. */
  private static Pattern compile(String pattern) {
    boolean anchored = pattern.endsWith("$");
    return Pattern.compile(anchored ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern);
  }

  /** Whether it is a date and time of RFC 3339. */
  static boolean isInstant(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
