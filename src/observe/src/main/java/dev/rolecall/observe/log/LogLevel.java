package dev.rolecall.observe.log;

import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;

/** How much a log line matters; the names are those of most log systems. */
public enum LogLevel {
  ERROR(1000),
  WARN(900),
  INFO(800),
  DEBUG(500);

  private final Level level;

  LogLevel(int value) {
    // The JDK's names differ, and so do those of other log managers; all have these values.
    this.level = new Named(name(), value);
  }

  private static final class Named extends Level {
    Named(String name, int value) {
      super(name, value);
    }
  }

  /** As loggers take it. */
  Level level() {
    return level;
  }

  /** The one that a record of any log manager has, or the next below it. */
  static LogLevel of(Level level) {
    return Arrays.stream(values())
        .filter(known -> level.intValue() >= known.level.intValue())
        .findFirst()
        .orElse(DEBUG);
  }

  /** The one of this name; empty where there is none. */
  static Optional<LogLevel> named(String name) {
    return Arrays.stream(values()).filter(known -> known.name().equals(name)).findFirst();
  }
}
