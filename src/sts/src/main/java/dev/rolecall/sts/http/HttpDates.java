package dev.rolecall.sts.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as HTTP has them (RFC 9110, 5.6.7), each second written once. For several threads. */
final class HttpDates {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private volatile Written last = new Written(Long.MIN_VALUE, "");

  private record Written(long second, String text) {}

  String at(Instant instant) {
    Written known = last;
    if (known.second() != instant.getEpochSecond()) {
      known = new Written(instant.getEpochSecond(), FORM.format(instant));
      last = known;
    }
    return known.text();
  }
}
