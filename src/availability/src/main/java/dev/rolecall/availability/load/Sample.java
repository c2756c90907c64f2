package dev.rolecall.availability.load;

import java.util.Locale;

/**
 * What came of one call of an SDK.
 *
 * @param begun milliseconds since 1970
 * @param ended likewise
 * @param text the access key id or the ARN that came, else the SDK's message
 */
public record Sample(Kind kind, long begun, long ended, Outcome outcome, String text) {
  private static final int LONGEST = 300;

  /** What was asked. */
  public enum Kind {
    /** Credentials, by a process that has none. */
    BEGIN,
    /** Credentials, by a process that holds some. */
    HOLD,
    /** A service, with what is held: it checks the signature and says whose it is. */
    USE,
    /** The same with each of the credentials that came, until there is an answer. */
    VERIFY
  }

  /** What the SDK gave its caller. */
  public enum Outcome {
    /** An answer. */
    OK,
    /** A failure that says nothing about who asked. */
    AWAY,
    /** A no. */
    REFUSED
  }

  /** As a line. */
  String line() {
    String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return "%s %d %d %s %s".formatted(kind, begun, ended, outcome, bounded.replaceAll("\\s+", " "));
  }

  /** Of a line. */
  static Sample read(String line) {
    String[] words = line.split(" ", 5);
    if (words.length < 5) {
      throw new IllegalArgumentException("no sample: " + line);
    }
    return new Sample(
        Kind.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Outcome.valueOf(words[3]),
        words[4]);
  }
}
