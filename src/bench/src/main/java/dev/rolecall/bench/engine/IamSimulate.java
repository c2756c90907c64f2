package dev.rolecall.bench.engine;

import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.RuleSet;
import dev.rolecall.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The npm package {@value #PACKAGE}, put into a temporary folder for as long as it is asked, and
 * run in a process of its own: its licence (AGPL) keeps it out of everything else.
 */
public final class IamSimulate implements AutoCloseable {
  private static final String PACKAGE = "@cloud-copilot/iam-simulate@0.1.173";
  private static final String DRIVER = "iam-simulate.mjs";
  private static final long LONGEST_INSTALLATION_SECONDS = 120;

  private final Path folder;

  private IamSimulate(Path folder) {
    this.folder = folder;
  }

  /** It cannot be asked; the message says why. */
  public static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
      super(message);
    }
  }

  /**
   * What it said to requests.
   *
   * @param decisions {@code Allowed}, {@code ExplicitlyDenied} or {@code ImplicitlyDenied} each
   * @param nanosADecision the median of several passes over all requests
   */
  public record Answers(List<String> decisions, double nanosADecision) {}

  /** Installs it. */
  public static IamSimulate install() throws Unavailable {
    for (String program : List.of("node", "npm")) {
      if (!isOnPath(program)) {
        throw new Unavailable(program + " is not on the PATH");
      }
    }
    IamSimulate installed;
    try {
      installed = new IamSimulate(Files.createTempDirectory("iam-simulate"));
      try (InputStream driver =
          Objects.requireNonNull(IamSimulate.class.getResourceAsStream(DRIVER))) {
        Files.copy(driver, installed.folder.resolve(DRIVER));
      }
      Files.writeString(installed.folder.resolve("package.json"), "{\"private\":true}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    installed.download();
    return installed;
  }

  private void download() throws Unavailable {
    Path log = folder.resolve("npm.log");
    try {
      Process npm =
          new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", PACKAGE)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = npm.waitFor(LONGEST_INSTALLATION_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        npm.destroyForcibly().waitFor();
      }
      if (!ended || npm.exitValue() != 0) {
        List<String> lines = Files.readAllLines(log);
        throw new Unavailable(
            "npm cannot install it: " + (lines.isEmpty() ? "no answer" : lines.getFirst()));
      }
    } catch (IOException | InterruptedException e) {
      throw new Unavailable("npm cannot be run: " + e);
    }
  }

  /** Lets it decide all questions, and again for so many seconds to see how long it takes. */
  public Answers time(RuleSet rules, List<Question> questions, int seconds) {
    Map<String, Object> task = new LinkedHashMap<>(IamText.policies(rules));
    task.put("requests", questions.stream().map(IamText::request).toList());
    task.put("seconds", seconds);
    List<String> lines = run("time", Json.write(task));
    return new Answers(lines.subList(1, lines.size()), Double.parseDouble(lines.getFirst()));
  }

  /** Begins to decide cases. */
  public Conversation converse() {
    try {
      return new Conversation(
          new ProcessBuilder("node", DRIVER, "decide", ".")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cases and what it says to them, one after the other. */
  public static final class Conversation implements AutoCloseable {
    private final Process node;
    private final BufferedReader answers;
    private final BufferedWriter cases;

    private Conversation(Process node) {
      this.node = node;
      this.answers = node.inputReader(StandardCharsets.UTF_8);
      this.cases = node.outputWriter(StandardCharsets.UTF_8);
    }

    /** Its answer to a case, both a JSON object on one line. */
    public String decide(String line) {
      try {
        cases.write(line);
        cases.newLine();
        cases.flush();
        String answer = answers.readLine();
        if (answer == null) {
          throw new IllegalStateException("iam-simulate failed; its error is above");
        }
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      node.destroy();
    }
  }

  private List<String> run(String command, String input) {
    try {
      Path given = Files.writeString(folder.resolve("input"), input);
      Process node =
          new ProcessBuilder("node", DRIVER, command, ".")
              .directory(folder.toFile())
              .redirectInput(given.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (node.waitFor() != 0) {
        throw new IllegalStateException("iam-simulate failed; its error is above");
      }
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
  }

  @Override
  public void close() {
    try (var files = Files.walk(folder)) {
      List<Path> all = new ArrayList<>(files.toList());
      for (Path file : all.reversed()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
