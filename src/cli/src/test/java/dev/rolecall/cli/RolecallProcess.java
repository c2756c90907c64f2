package dev.rolecall.cli;

import dev.rolecall.testkit.ProjectFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged command as a process, as the script starts it. */
final class RolecallProcess implements AutoCloseable {
  private static final Pattern EXPORT = Pattern.compile("(\\w+)=('[^']*'|\\S+)");
  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final Path errors;
  private final BufferedReader output;

  private RolecallProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static RolecallProcess start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  /** The same with a larger environment. */
  static RolecallProcess start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    Path root = ProjectFiles.root();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Drolecall.home=" + root,
                "-jar",
                root.resolve("src/cli/target/rolecall-cli.jar").toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    return new RolecallProcess(builder.start(), errors);
  }

  /** Runs the command to its end. */
  static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
    try (RolecallProcess running = start(folder, arguments)) {
      return running.awaitEnd();
    }
  }

  Ended awaitEnd() throws IOException, InterruptedException {
    // What does not end by itself is ended, for its output would not end either.
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    StringBuilder text = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      text.append(line).append('\n');
    }
    return new Ended(process.waitFor(), text.toString(), Files.readString(errors));
  }

  /** Reads what {@code up} prints when it is ready, and gives the variables that it exports. */
  Map<String, String> awaitExports() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    boolean ready = false;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      ready |= line.equals("ready");
      if (ready && line.startsWith("export ")) {
        Matcher export = EXPORT.matcher(line);
        while (export.find()) {
          variables.put(export.group(1), export.group(2).replace("'", ""));
        }
      }
      if (variables.containsKey("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
        return variables;
      }
    }
    throw new IllegalStateException("it ended before it was ready: " + Files.readString(errors));
  }

  /** The programs that it started, and theirs. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Ends it as Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Ends it without asking. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** How it ended. */
  record Ended(int code, String output, String errors) {}
}
