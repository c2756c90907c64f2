package dev.rolecall.observe.log;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The log of a program that has nothing but its environment. */
public final class ProgramLog {
  /** The variable that names the file of {@link LogLevels}. */
  public static final String LEVELS_FILE = "ROLECALL_LOG_LEVELS_FILE";

  private ProgramLog() {}

  /**
   * Lines of JSON on standard error, with levels by a file where there is one.
   *
   * @param environment the value of a variable; null where it has none
   */
  public static void start(Function<String, @Nullable String> environment) {
    LogLine.install(new LogLine());
    Optional.ofNullable(environment.apply(LEVELS_FILE))
        .filter(file -> !file.isBlank())
        .map(Path::of)
        .ifPresent(LogLevels::follow);
  }
}
