package dev.rolecall.agent.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads variables one by one and collects what is wrong with them. */
public final class EnvironmentReader {
  private static final int SHOWN = 80;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  public EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The value; null where there is none or it is bad, which is noted.
   *
   * @param form throws an {@link IllegalArgumentException} whose message says what the value must
   *     be: "must be a port"
   */
  public <T> @Nullable T required(String name, Function<String, T> form) {
    String text = text(name);
    if (text.isEmpty()) {
      problems.add(name + " is not set.");
      return null;
    }
    return read(name, text, form);
  }

  /** The value, or that of {@code fallback}, which must be good; null where it is bad. */
  public <T> @Nullable T orElse(String name, String fallback, Function<String, T> form) {
    String text = text(name);
    return read(name, text.isEmpty() ? fallback : text, form);
  }

  /** The value where there is one; empty also where it is bad, which is noted. */
  public <T> Optional<T> optional(String name, Function<String, T> form) {
    String text = text(name);
    return text.isEmpty() ? Optional.empty() : Optional.ofNullable(read(name, text, form));
  }

  /** A sentence for each variable that is bad or missing. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** A form: the path that a text names. */
  public static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path", e);
    }
  }

  private String text(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private <T> @Nullable T read(String name, String text, Function<String, T> form) {
    try {
      return form.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(name + " " + e.getMessage() + "; it is '" + shown(text) + "'.");
      return null;
    }
  }

  /** One short line of it, and nothing where it may hold a password. */
  private static String shown(String value) {
    String line = value.contains("@") ? "" : value.lines().findFirst().orElse("");
    String cut = line.substring(0, Math.min(SHOWN, line.length()));
    return cut.length() < value.length() ? cut + "..." : cut;
  }
}
