package dev.rolecall.observe.log;

import dev.rolecall.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Log records, a program's and its libraries', as one JSON line each: {@code time}, {@code level},
 * {@code logger}, {@code message}, and {@code error} with a stack trace where there is one.
 */
public final class LogLine extends Formatter {
  private final Function<LogRecord, String> message;

  /**
   * @param message of a record, its parameters filled in
   */
  public LogLine(Function<LogRecord, String> message) {
    this.message = message;
  }

  /** As the JDK fills in parameters. */
  public LogLine() {
    this.message = this::formatMessage;
  }

  /** From here on all that is logged goes to standard error as such lines. */
  public static void install(LogLine lines) {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(lines);
    root.addHandler(console);
  }

  @Override
  public String format(LogRecord event) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("time", event.getInstant().toString());
    members.put("level", LogLevel.of(event.getLevel()).name());
    members.put("logger", Objects.requireNonNullElse(event.getLoggerName(), ""));
    members.put("message", Objects.requireNonNullElse(message.apply(event), ""));
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      members.put("error", trace.toString());
    }
    return Json.write(members) + "\n";
  }
}
