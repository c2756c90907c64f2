package dev.rolecall.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimestampProperties {
  private static final String W3C =
      "[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9:]{5,8}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2}))?)?";

  @Property(tries = 20_000)
  void readsWhatTheLibraryReads(@ForAll("dates") String text) {
    assertThat(Timestamp.millis(text)).as(text).isEqualTo(reference(text));
  }

  @Property(tries = 20_000)
  void readsWhatTheLibraryReadsWhereACharacterIsAnother(
      @ForAll("dates") String text, @ForAll("places") int place, @ForAll("characters") char other) {
    int at = place % text.length();
    String changed = text.substring(0, at) + other + text.substring(at + 1);

    assertThat(Timestamp.millis(changed)).as(changed).isEqualTo(reference(changed));
  }

  @Property
  void refusesWhatWasCutOff(@ForAll("dates") String text, @ForAll("places") int place) {
    String cut = text.substring(0, place % text.length());

    assertThat(Timestamp.millis(cut)).as(cut).isEqualTo(reference(cut));
  }

  private static long reference(String text) {
    try {
      return instant(text).truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
    } catch (DateTimeException e) {
      return Timestamp.NONE;
    }
  }

  private static Instant instant(String text) {
    if (text.matches("-?[0-9]{1,15}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    if (!text.matches(W3C)) {
      throw new DateTimeException("not of the W3C's profile");
    }
    return switch (text.length()) {
      case 7 -> YearMonth.parse(text).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      case 10 -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      default -> OffsetDateTime.parse(text).toInstant();
    };
  }

  @Provide
  Arbitrary<String> dates() {
    Arbitrary<String> days =
        Arbitraries.of(
                "0000", "0004", "1600", "1900", "1969", "1970", "2000", "2023", "2024", "9999")
            .flatMap(year ->
                Combinators.combine(twoDigits(0, 13), twoDigits(0, 32))
                    .as((month, day) -> year + "-" + month + "-" + day));
    Arbitrary<String> times =
        Combinators.combine(
                twoDigits(0, 24),
                twoDigits(0, 60),
                Arbitraries.of(
                    "", ":00", ":59", ":60", ":00.", ":00.1", ":59.9999", ":00.123456789"),
                Arbitraries.of(
                    "",
                    "Z",
                    "z",
                    "+00:00",
                    "-00:00",
                    "+01:30",
                    "-18:00",
                    "+18:01",
                    "+01:00:30",
                    "-01",
                    "+0100",
                    "ZZ",
                    "+01:60",
                    "+99:00"))
            .as((hour, minute, second, offset) -> "T" + hour + ":" + minute + second + offset);
    return Arbitraries.oneOf(
        days,
        days.map(day -> day.substring(0, 7)),
        Combinators.combine(days, times).as(String::concat),
        Arbitraries.longs()
            .between(-2_000_000_000_000_000L, 2_000_000_000_000_000L)
            .map(String::valueOf));
  }

  private static Arbitrary<String> twoDigits(int from, int to) {
    return Arbitraries.integers().between(from, to).map("%02d"::formatted);
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 40);
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.of('0', '9', '-', '+', ':', '.', 'T', 't', 'Z', ' ', '\u0663');
  }
}
