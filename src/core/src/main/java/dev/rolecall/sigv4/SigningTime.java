package dev.rolecall.sigv4;

import dev.rolecall.sigv4.PresentedSignature.Place;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a request was signed, and how long that holds. */
record SigningTime(Place place, Instant at, Duration validity) {
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final long LONGEST_EXPIRES = Duration.ofDays(7).toSeconds();
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}");
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  static SigningTime of(PresentedSignature presented) throws RefusedException {
    return new SigningTime(
        presented.place(), parse(presented.date()), validity(presented.expires()));
  }

  private static Instant parse(String date) throws RefusedException {
    if (Forms.isTime(date)) {
      try {
        return LocalDateTime.of(
                number(date, 0, 4),
                number(date, 4, 6),
                number(date, 6, 8),
                number(date, 9, 11),
                number(date, 11, 13),
                number(date, 13, 15))
            .toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // A date that is no day of the calendar: answered as any other wrong form.
      }
    }
    throw incomplete(
        "Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601"
            .formatted(Quoted.text(date)));
  }

  /** A part of a date, which is digits. */
  private static int number(String date, int from, int to) {
    return Integer.parseInt(date, from, to, 10);
  }

  private static Duration validity(Optional<String> expires) throws RefusedException {
    if (expires.isEmpty()) {
      return SKEW;
    }
    if (!NUMBER.matcher(expires.get()).matches()) {
      throw incomplete("X-Amz-Expires should be a number");
    }
    long seconds = Long.parseLong(expires.get());
    if (seconds < 0) {
      throw incomplete("X-Amz-Expires must be non-negative");
    }
    if (seconds > LONGEST_EXPIRES) {
      throw incomplete(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return Duration.ofSeconds(seconds);
  }

  void requireCurrent(Instant clock) throws RefusedException {
    Instant now = clock.truncatedTo(ChronoUnit.SECONDS);
    Instant earliest = now.minus(validity);
    Instant latest = now.plus(SKEW);
    if (at.isBefore(earliest)) {
      throw new RefusedException(
          place == Place.HEADER ? SignatureRefusal.NOT_CURRENT : SignatureRefusal.PRESIGNED_EXPIRED,
          "Signature expired: %s is now earlier than %s (%s - %s)"
              .formatted(text(at), text(earliest), text(now), amount(validity)));
    }
    if (at.isAfter(latest)) {
      throw new RefusedException(
          SignatureRefusal.NOT_CURRENT,
          "Signature not yet current: %s is still later than %s (%s + %s)"
              .formatted(text(at), text(latest), text(now), amount(SKEW)));
    }
  }

  private static String text(Instant instant) {
    return BASIC.format(instant);
  }

  private static String amount(Duration duration) {
    return duration.toSecondsPart() == 0
        ? duration.toMinutes() + " min."
        : duration.toSeconds() + " sec.";
  }

  private static RefusedException incomplete(String detail) {
    return new RefusedException(SignatureRefusal.INCOMPLETE_SIGNATURE, detail);
  }
}
