package dev.rolecall.operator;

import dev.rolecall.observe.log.LogLevels;
import dev.rolecall.observe.log.LogLine;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logmanager.ExtLogRecord;

/** The log: one JSON line an event, as of all programs. */
@Singleton
final class OperatorLog {
  /** Before all others, who log. */
  private static final int FIRST = 1;

  private final OperatorConfig config;

  OperatorLog(OperatorConfig config) {
    this.config = config;
  }

  void start(@Observes @Priority(FIRST) StartupEvent event) {
    LogLine.install(
        new LogLine(logged ->
            logged instanceof ExtLogRecord known
                ? known.getFormattedMessage()
                : logged.getMessage()));
    config.log().levelsFile().ifPresent(LogLevels::follow);
  }
}
