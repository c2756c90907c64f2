package dev.rolecall.observe.log;

import dev.rolecall.text.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Levels of loggers by a file that is looked at again and again, such as one of a mounted
 * ConfigMap: {@code dev.rolecall.sts=DEBUG} a line, {@code root} for all others. What the file does
 * not name any more is as it was before.
 *
 * <p>Loggers of libraries go down to {@code INFO} and no further: what they write beyond it may
 * hold whole requests, with their tokens.
 */
public final class LogLevels {
  static final String ROOT = "root";

  private static final System.Logger LOG = System.getLogger(LogLevels.class.getName());
  private static final String OWN = "dev.rolecall";
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final long LARGEST = 64 << 10;
  private static final int LONGEST_SHOWN = 100;

  private final Path file;

  /** With the levels that they had; it also keeps them from being forgotten with their levels. */
  private final Map<Logger, Optional<Level>> before = new HashMap<>();

  private String read = "";

  LogLevels(Path file) {
    this.file = file;
  }

  /** Looks at the file now, and from then on every few seconds, on a thread of its own. */
  public static void follow(Path file) {
    LogLevels levels = new LogLevels(file);
    levels.look();
    Thread.ofPlatform().name("log-levels").daemon().start(levels::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes over what the file says, if it says another thing than before. */
  void look() {
    String text = text();
    if (text != null && !text.equals(read)) {
      read = text;
      take(text);
    }
  }

  /** Null where it cannot be read: levels stay as they are. A file that is gone names nothing. */
  private @Nullable String text() {
    try {
      return Files.size(file) > LARGEST ? null : Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      return null;
    }
  }

  private void take(String text) {
    before.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
    before.clear();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(this::set);
  }

  private void set(String line) {
    String[] parts = line.split("=", 2);
    String name = parts[0].strip();
    Optional<LogLevel> level =
        parts.length == 2 ? LogLevel.named(parts[1].strip()) : Optional.empty();
    if (level.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "a line of {0} is not LOGGER=ERROR, WARN, INFO or DEBUG: {1}",
          file,
          shown(line));
    } else if (level.get() == LogLevel.DEBUG && !isOwn(name)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} stays at INFO: what libraries write beyond it may hold secrets",
          shown(name));
    } else {
      Logger logger = Logger.getLogger(name.equals(ROOT) ? "" : name);
      before.putIfAbsent(logger, Optional.ofNullable(logger.getLevel()));
      logger.setLevel(level.get().level());
      LOG.log(
          System.Logger.Level.INFO, "the level of {0} is {1} now", shown(name), level.get().name());
    }
  }

  private static boolean isOwn(String name) {
    return name.equals(OWN) || name.startsWith(OWN + ".");
  }

  private static String shown(String text) {
    return OneLine.of(text.substring(0, Math.min(text.length(), LONGEST_SHOWN)));
  }
}
