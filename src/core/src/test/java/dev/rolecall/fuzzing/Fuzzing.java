package dev.rolecall.fuzzing;

import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fuzzes a target in a JVM of its own, with little memory and a limit on the time of each input.
 *
 * <p>Without system properties, a short run that is the same each time. With {@code
 * -Drolecall.fuzz.seconds=N} it goes on for that long from another start each time, and keeps what
 * it learns below {@code target/fuzz}; with {@code -Drolecall.fuzz.target=Json} only that target is
 * fuzzed.
 */
public final class Fuzzing {
  private static final int SHORT_RUNS = 5_000;
  private static final int SECONDS_AN_INPUT = 30;
  private static final int LONGEST_INPUT = 8_192;

  /** Fewer places than this, and the fuzzer was blind: the target's own are more. */
  private static final int LEAST_COVERAGE = 20;

  private static final String HEAP = "-Xmx192m";

  /** What is measured: our own code and the parsers it calls. */
  private static final String INSTRUMENTED =
      "dev.rolecall.**:com.fasterxml.jackson.core.**:org.snakeyaml.**";

  private static final Pattern DONE = Pattern.compile("#([0-9]+)\\s+DONE\\s+cov: ([0-9]+) ft:.*");

  private Fuzzing() {}

  /**
   * What came of a run.
   *
   * @param executions how often the target was called
   * @param coverage how many places in instrumented code were reached
   * @param output the fuzzer's, with the finding and where it is kept, where there is one
   */
  public record Report(String target, long executions, long coverage, String output) {
    /** Fails where something was found, or where the fuzzer saw nothing of the code it ran. */
    public void requireNothingFound() {
      System.out.println(this);
      if (executions == 0) {
        throw new AssertionError("fuzzing " + target + " found something:\n" + output);
      }
      if (coverage < LEAST_COVERAGE) {
        throw new AssertionError(this + ": the code was not instrumented");
      }
    }

    @Override
    public String toString() {
      return "Fuzzed " + target + ": " + executions + " runs, coverage " + coverage;
    }
  }

  /** The targets that are asked for; all of them where nothing is said. */
  public static Stream<Class<?>> chosen(Class<?>... targets) {
    String wanted = System.getProperty("rolecall.fuzz.target", "");
    return Stream.of(targets).filter(target -> name(target).startsWith(wanted));
  }

  /** Fuzzes the target; an execution count of 0 says that something was found, or went wrong. */
  public static Report fuzz(Class<?> target) {
    String seconds = System.getProperty("rolecall.fuzz.seconds", "");
    Path folder = folder(target);
    // What is learnt goes into the first folder: never into the sources.
    boolean shortly = seconds.isEmpty();
    Path learnt = shortly ? within(folder) : create(folder.resolve("corpus"));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        shortly
            ? List.of("-runs=" + SHORT_RUNS, "-seed=1")
            : List.of("-max_total_time=" + seconds));
    arguments.add("-max_len=" + LONGEST_INPUT);
    arguments.add("-dict=" + resource("fuzz/policies.dict"));
    arguments.add(learnt.toString());
    arguments.add(seeds(target).toString());
    String output = run(target, arguments);
    Matcher done = DONE.matcher(output);
    return done.find()
        ? new Report(
            name(target), Long.parseLong(done.group(1)), Long.parseLong(done.group(2)), output)
        : new Report(name(target), 0, 0, output);
  }

  /**
   * Gives the target these inputs, each once and whole, with the same limits of time and memory.
   *
   * @throws AssertionError where one of them is not taken
   */
  public static void replay(Class<?> target, List<byte[]> inputs) {
    Path folder = within(folder(target));
    List<String> files = new ArrayList<>();
    for (byte[] input : inputs) {
      files.add(file(folder.resolve("input" + files.size()), input));
    }
    String output = run(target, files);
    long executed = output.lines().filter(line -> line.startsWith("Executed ")).count();
    if (executed != inputs.size()) {
      throw new AssertionError(executed + " of " + inputs.size() + " taken:\n" + output);
    }
  }

  /** The target's inputs that are kept with the sources. */
  public static Path seeds(Class<?> target) {
    return resource("fuzz/" + name(target));
  }

  private static String name(Class<?> target) {
    return target.getSimpleName().replace("Target", "");
  }

  private static Path resource(String name) {
    Path inModule = Path.of("src/test/resources").resolve(name).toAbsolutePath();
    return Files.exists(inModule)
        ? inModule
        : Material.root().resolve("src/core/src/test/resources").resolve(name);
  }

  private static Path folder(Class<?> target) {
    return Path.of("target", "fuzz", name(target)).toAbsolutePath();
  }

  private static String run(Class<?> target, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-XX:+EnableDynamicAgentLoading", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + target.getName());
    command.add("--instrumentation_includes=" + INSTRUMENTED);
    command.add("--reproducer_path=" + folder(target));
    command.add("-artifact_prefix=" + folder(target) + "/");
    command.add("-timeout=" + SECONDS_AN_INPUT);
    command.addAll(arguments);
    return output(name(target), command);
  }

  private static String output(String name, List<String> command) {
    try {
      Path log = Files.createTempFile("fuzz-" + name, ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        process.waitFor();
      } finally {
        process.destroyForcibly();
      }
      String output =
          Files.readString(log, StandardCharsets.ISO_8859_1)
              .lines()
              .filter(line -> !line.startsWith("INFO: "))
              .collect(Collectors.joining("\n"));
      Files.delete(log);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path within(Path folder) {
    try {
      return Files.createTempDirectory(create(folder), "run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(Path file, byte[] content) {
    try {
      return Files.write(file, content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
