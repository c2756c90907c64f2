package dev.rolecall.e2e.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a test of its own runs, or none: a line of {@code elsewhere.txt}.
 *
 * @param page as {@code docs/lint.md}
 * @param beginning of the command
 * @param where {@code SomeTest#someMethod}, or {@code never: } and the reason
 */
record Elsewhere(String page, String beginning, String where) {
  private static final Pattern LINE = Pattern.compile("(\\S+): (.+?) => (.+)");
  private static final String NEVER = "never: ";

  static List<Elsewhere> all() {
    try (InputStream list =
        Objects.requireNonNull(Elsewhere.class.getResourceAsStream("/documents/elsewhere.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Elsewhere::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Elsewhere of(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not 'PAGE: COMMAND => WHERE': " + line);
    }
    return new Elsewhere(parts.group(1), parts.group(2), parts.group(3));
  }

  boolean isAbout(Step step) {
    return step.page().toString().equals(page) && step.command().startsWith(beginning);
  }

  /** Whether no test can run it, as what asks AWS. */
  boolean isNever() {
    return where.startsWith(NEVER);
  }
}
