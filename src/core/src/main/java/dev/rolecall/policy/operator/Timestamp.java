package dev.rolecall.policy.operator;

import java.time.Year;

/**
 * Reads dates without allocating: W3C's profile of ISO 8601 ({@code 2026-01}, {@code 2026-01-31},
 * {@code 2026-01-31T12:00Z} and the same with seconds and their fractions; a date without a time is
 * midnight UTC) and seconds since 1970. A year has four digits, and alone is seconds since 1970.
 */
final class Timestamp {
  /** What a text that is no date reads as. */
  static final long NONE = Long.MIN_VALUE;

  private static final int LONGEST_EPOCH = 15;
  private static final int LONGEST_FRACTION = 9;
  private static final int MILLIS = 3;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long LARGEST_OFFSET = 18 * HOUR;

  private Timestamp() {}

  /** Milliseconds since 1970, finer fractions cut off. */
  static long millis(String text) {
    return isEpoch(text) ? Long.parseLong(text) * SECOND : date(text);
  }

  private static boolean isEpoch(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - from;
    return digits >= 1
        && digits <= LONGEST_EPOCH
        && behindDigits(text, from, text.length()) == text.length();
  }

  private static long date(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    if (year < 0 || month < 1 || month > 12 || !has(text, 4, '-')) {
      return NONE;
    }
    if (text.length() == 7) {
      return epochDay(year, month, 1) * DAY;
    }
    int day = number(text, 8, 2);
    if (day < 1 || day > daysOf(month, year) || !has(text, 7, '-')) {
      return NONE;
    }
    long midnight = epochDay(year, month, day) * DAY;
    if (text.length() == 10) {
      return midnight;
    }
    long time = has(text, 10, 'T') ? time(text, 11) : NONE;
    return time == NONE ? NONE : midnight + time;
  }

  /** A time of day with its offset from UTC, which is taken off. */
  private static long time(String text, int from) {
    int hour = number(text, from, 2);
    int minute = number(text, from + 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !has(text, from + 2, ':')) {
      return NONE;
    }
    long time = hour * HOUR + minute * MINUTE;
    int at = from + 5;
    if (has(text, at, ':')) {
      int second = number(text, at + 1, 2);
      if (second < 0 || second > 59) {
        return NONE;
      }
      time += second * SECOND;
      at += 3;
      if (has(text, at, '.')) {
        int end = behindDigits(text, at + 1, Math.min(text.length(), at + 1 + LONGEST_FRACTION));
        if (end == at + 1) {
          return NONE;
        }
        time += fraction(text, at + 1, end);
        at = end;
      }
    }
    long offset = offset(text, at);
    return offset == NONE ? NONE : time - offset;
  }

  private static long fraction(String text, int from, int to) {
    long millis = 0;
    for (int i = 0; i < MILLIS; i++) {
      millis = millis * 10 + (from + i < to ? text.charAt(from + i) - '0' : 0);
    }
    return millis;
  }

  /** {@code Z}, {@code +01:00} or {@code -01:00}, and nothing behind it. */
  private static long offset(String text, int at) {
    if (has(text, at, 'Z')) {
      return text.length() == at + 1 ? 0 : NONE;
    }
    boolean east = has(text, at, '+');
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    boolean wellFormed =
        (east || has(text, at, '-')) && has(text, at + 3, ':') && text.length() == at + 6;
    if (!wellFormed || hours < 0 || minutes < 0 || minutes > 59) {
      return NONE;
    }
    long offset = hours * HOUR + minutes * MINUTE;
    if (offset > LARGEST_OFFSET) {
      return NONE;
    }
    return east ? offset : -offset;
  }

  private static boolean has(String text, int at, char unit) {
    return at < text.length() && text.charAt(at) == unit;
  }

  /** The number of so many ASCII digits, or -1. */
  private static int number(String text, int from, int digits) {
    if (text.length() < from + digits || behindDigits(text, from, from + digits) < from + digits) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static int behindDigits(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static int daysOf(int month, int year) {
    return switch (month) {
      case 2 -> Year.isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970 in the Gregorian calendar, counted in years that begin in March. */
  private static long epochDay(int year, int month, int day) {
    long years = month > 2 ? year : year - 1;
    int monthsSinceMarch = (month + 9) % 12;
    long leapDays = Math.floorDiv(years, 4) - Math.floorDiv(years, 100) + Math.floorDiv(years, 400);
    long dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1;
    return years * 365 + leapDays + dayOfYear - 719_468;
  }
}
