package dev.rolecall.observe.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private final LogLine lines = new LogLine();

  @Test
  void hasTimeLevelLoggerAndMessage() throws JsonException {
    LogRecord event = event(Level.WARNING, "{0} is gone");
    event.setParameters(new Object[] {"the file"});

    JsonObject line = read(lines.format(event));

    assertThat(line.members())
        .extracting(member -> member.name())
        .isEqualTo(List.of("time", "level", "logger", "message"));
    assertThat(text(line, "time")).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(text(line, "level")).isEqualTo("WARN");
    assertThat(text(line, "logger")).isEqualTo("dev.rolecall.sample");
    assertThat(text(line, "message")).isEqualTo("the file is gone");
  }

  @Test
  void isOneLineWhateverIsSaid() throws JsonException {
    String hostile = "a\"}\n{\"level\":\"ERROR\"\u2028\u001b[2J";
    LogRecord event = event(Level.INFO, hostile);
    event.setThrown(new IllegalStateException(hostile));

    String line = lines.format(event);

    assertThat(line.strip().lines()).hasSize(1);
    assertThat(line).doesNotContain("\u001b");
    assertThat(text(read(line), "message")).isEqualTo(hostile);
    assertThat(text(read(line), "error")).contains("IllegalStateException", "LogLineTest");
  }

  @Test
  void namesLevelsAlikeWhateverTheLogManagerCallsThem() throws JsonException {
    for (Level level : List.of(Level.SEVERE, Level.WARNING, Level.INFO, Level.FINE, Level.FINEST)) {
      assertThat(List.of("ERROR", "WARN", "INFO", "DEBUG"))
          .contains(text(read(lines.format(event(level, "x"))), "level"));
    }
  }

  private static LogRecord event(Level level, String message) {
    LogRecord event = new LogRecord(level, message);
    event.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
    event.setLoggerName("dev.rolecall.sample");
    return event;
  }

  private static JsonObject read(String line) throws JsonException {
    return (JsonObject) Json.parse(line.strip());
  }

  private static String text(JsonObject of, String name) {
    return ((JsonString) of.get(name).orElseThrow()).value();
  }
}
