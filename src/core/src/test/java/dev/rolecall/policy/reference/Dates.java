package dev.rolecall.policy.reference;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as ISO 8601 writes them (the W3C's profile), or seconds since 1970. */
final class Dates {
  private Dates() {}

  static Optional<Instant> parse(String text) {
    if (text.matches("-?[0-9]{1,15}")) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    String full = text;
    if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      full = text + "T00:00:00Z";
    } else if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*(Z|[+-][0-9]{2}:[0-9]{2})")) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(full).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
