package dev.rolecall.isolation.foothold;

import java.nio.charset.StandardCharsets;

/** What came of an attempt. */
public sealed interface Answer {
  /** Bytes came back; ISO 8859-1 keeps each. */
  record Bytes(String text) implements Answer {
    static Bytes of(byte[] bytes) {
      return new Bytes(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  /** Nothing did. */
  record Nothing(String reason) implements Answer {}

  /** The bytes, empty where there were none. */
  default String text() {
    return this instanceof Bytes bytes ? bytes.text() : "";
  }

  /** The status of an HTTP answer, 0 where it is none. */
  default int status() {
    String text = text();
    boolean http = text.startsWith("HTTP/1.") && text.length() >= 12;
    return http && text.substring(9, 12).chars().allMatch(Character::isDigit)
        ? Integer.parseInt(text.substring(9, 12))
        : 0;
  }

  /** The body of an HTTP answer, empty where there is none. */
  default String body() {
    int end = text().indexOf("\r\n\r\n");
    return end < 0 ? "" : text().substring(end + 4);
  }

  /** For a report: one short line. */
  default String brief() {
    return switch (this) {
      case Nothing nothing -> nothing.reason();
      case Bytes bytes when bytes.text().isEmpty() -> "closed without an answer";
      case Bytes bytes -> bytes.text().lines().findFirst().orElse("");
    };
  }
}
