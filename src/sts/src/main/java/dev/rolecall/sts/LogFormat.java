package dev.rolecall.sts;

import dev.rolecall.observe.log.LogLevels;
import dev.rolecall.observe.log.LogLine;
import org.jboss.logmanager.ExtLogRecord;

/** What a line of the log looks like. */
public enum LogFormat {
  TEXT,
  JSON;

  /** From here on the log is as it is wanted. */
  static void start(StsConfig.Log config) {
    if (config.format() == JSON) {
      LogLine.install(
          new LogLine(event ->
              event instanceof ExtLogRecord known
                  ? known.getFormattedMessage()
                  : event.getMessage()));
    }
    config.levelsFile().ifPresent(LogLevels::follow);
  }
}
