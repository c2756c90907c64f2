package dev.rolecall.agent;

import dev.rolecall.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Log records, the agent's and its libraries', as one JSON line each on standard error. */
final class LogLine extends Formatter {
  static void install() {
    LogManager.getLogManager().reset();
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(new LogLine());
    Logger.getLogger("").addHandler(console);
  }

  @Override
  public String format(LogRecord event) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("time", event.getInstant().toString());
    members.put("level", event.getLevel().getName());
    members.put("logger", Objects.requireNonNullElse(event.getLoggerName(), ""));
    members.put("message", formatMessage(event));
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      members.put("error", trace.toString());
    }
    return Json.write(members) + System.lineSeparator();
  }
}
