package dev.rolecall.cli.demo;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonBoolean;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A workload as a process of its own. Its environment is emptied first: what it knows of its
 * identity is in the standard AWS variables and nowhere else. It is told what to do on standard
 * input, ends when that closes, and so cannot outlive the demo.
 */
final class WorkloadProcess implements AutoCloseable {
  /** Ctrl-C goes to a terminal's whole group of processes; workloads end with the demo instead. */
  private static final String DEAF = "trap '' INT; exec \"$@\"";

  private final String name;
  private final Process process;
  private final Path log;
  private final BufferedWriter orders;
  private final BufferedReader reports;

  private WorkloadProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.reports = process.inputReader(StandardCharsets.UTF_8);
  }

  static WorkloadProcess start(
      String name, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    List<String> deaf = new ArrayList<>(List.of("/bin/sh", "-c", DEAF, name));
    deaf.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(deaf).redirectError(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new WorkloadProcess(name, builder.start(), log);
  }

  /** Has the workload do it, and waits for what comes of it. */
  Outcome perform(Map<String, String> order) {
    try {
      orders.write(Json.write(order));
      orders.newLine();
      orders.flush();
      String report = reports.readLine();
      if (report == null) {
        throw new IOException("it ended");
      }
      return outcome(report);
    } catch (IOException | JsonException e) {
      throw Failure.of(
          "the workload " + name + " gave no answer",
          "its log, " + log,
          e,
          "run the demo again with --keep, and look into the log");
    }
  }

  private static Outcome outcome(String report) throws IOException, JsonException {
    if (Json.parse(report) instanceof JsonObject object
        && object.get("allowed").orElse(null) instanceof JsonBoolean allowed
        && object.get("why").orElse(null) instanceof JsonString why
        && object.get("millis").orElse(null) instanceof JsonNumber millis) {
      return new Outcome(allowed.value(), why.value(), millis.value().longValue());
    }
    throw new IOException("it answered: " + report);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
