package dev.rolecall.policy.explain.missing;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.operator.Comparison;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Values that may satisfy an operator, and values that may not: guesses, which the operator itself
 * then judges.
 *
 * @param account for account ids that a pattern leaves open
 */
record ValueSamples(AccountId account) {
  /** Stands where any text does. */
  static final String ANY = "example";

  private static final String OTHER = "other";
  private static final int SEGMENTS = 6;
  private static final int ACCOUNT_SEGMENT = 4;

  /** Samples for one value of a policy, the likeliest first. */
  Stream<String> of(Comparison comparison, String text) {
    return switch (comparison) {
      case STRING_LIKE, STRING_NOT_LIKE ->
          Stream.of(instance(text, ANY, "x"), instance(text, "", "x"), OTHER);
      case BOOL -> Stream.of("true", "false");
      case NULL -> Stream.of();
      case IP_ADDRESS, NOT_IP_ADDRESS -> addresses(text);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> arns(text);
      case BINARY_EQUALS -> Stream.of(text, "b3RoZXI=");
      case STRING_EQUALS,
          STRING_NOT_EQUALS,
          STRING_EQUALS_IGNORE_CASE,
          STRING_NOT_EQUALS_IGNORE_CASE ->
          Stream.of(unescaped(text), OTHER);
      default -> comparison.word().startsWith("Date") ? dates(text) : numbers(text);
    };
  }

  /** A text that both patterns match, where the one's wildcard can stand for the other's text. */
  static Stream<String> joint(String pattern, String other) {
    return pattern.indexOf('*') < 0
        ? Stream.of()
        : Stream.of(instance(pattern, instance(other, "", "x"), "x"));
  }

  /** The number in the middle: two bounds may leave room only there. */
  static Stream<String> between(String low, String high) {
    return number(low)
        .flatMap(
            from -> number(high).map(to -> from.add(to).divide(BigDecimal.TWO).toPlainString()))
        .stream();
  }

  /** The pattern with texts in place of its wildcards. */
  static String instance(String pattern, String anyText, String anyCharacter) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      Optional<String> escape = escape(pattern, at);
      if (escape.isPresent()) {
        text.append(escape.get());
        at += 3;
      } else {
        char unit = pattern.charAt(at);
        text.append(unit == '*' ? anyText : unit == '?' ? anyCharacter : String.valueOf(unit));
      }
    }
    return text.toString();
  }

  private static String unescaped(String text) {
    return text.replace("${*}", "*").replace("${?}", "?").replace("${$}", "$");
  }

  private static Optional<String> escape(String pattern, int at) {
    return Stream.of("*", "?", "$")
        .filter(escaped -> pattern.startsWith("${" + escaped + "}", at))
        .findFirst();
  }

  private Stream<String> arns(String text) {
    String pattern = text.equals("*") ? "arn:aws:iam::*:role/*" : text;
    String[] segments = pattern.split(":", SEGMENTS);
    if (segments.length == SEGMENTS && segments[ACCOUNT_SEGMENT].equals("*")) {
      segments[ACCOUNT_SEGMENT] = account.value();
    }
    return Stream.of(
        instance(String.join(":", segments), ANY, "x"),
        instance(pattern, "", "x"),
        "arn:aws:iam::" + account + ":role/" + OTHER);
  }

  /** Addresses at the beginning of a range, and such as are for examples only (RFC 5737, 3849). */
  private static Stream<String> addresses(String text) {
    int slash = text.indexOf('/');
    String base = slash < 0 ? text : text.substring(0, slash);
    Stream<String> inside =
        slash >= 0 && base.endsWith(".0")
            ? Stream.of(base.substring(0, base.length() - 1) + "1", base)
            : Stream.of(base);
    return Stream.concat(
        inside, Stream.of("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1"));
  }

  private static Stream<String> numbers(String text) {
    return number(text).stream()
        .flatMap(number ->
            Stream.of(number, number.add(BigDecimal.ONE), number.subtract(BigDecimal.ONE)))
        .map(BigDecimal::toPlainString);
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      // Beyond this the plain text of a number would fill screens.
      return Math.abs(number.scale()) > 50 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Stream<String> dates(String text) {
    if (text.matches("-?[0-9]{1,15}")) {
      long second = Long.parseLong(text);
      return Stream.of(second, second + 1, second - 1).map(Object::toString);
    }
    return date(text).stream()
        .flatMap(date -> Stream.of(date, date.plusSeconds(1), date.minusSeconds(1)))
        .map(Instant::toString);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
