package dev.rolecall.isolation;

import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.rig.Enclosure;
import dev.rolecall.isolation.rig.Machine;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the isolation suite in an enclosure: a table or JSON lines on standard output, progress on
 * standard error. Exit status 0; 1 where an attack leaks with the guard or leaves no trace; 2 for
 * wrong use and where the suite cannot run.
 */
public final class IsolationMain {
  private IsolationMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      Options.read(List.of(arguments));
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
    Path home = Path.of(System.getProperty("rolecall.home", "")).toAbsolutePath();
    Machine.lacks().ifPresent(lack -> refuse("cannot run here: " + lack));
    List<Path> missing = Places.missing(home);
    if (!missing.isEmpty()) {
      refuse(missing.getFirst() + " is not built; start the suite by ./rolecall isolation");
    }
    System.exit(enclosed(home, arguments));
  }

  private static int enclosed(Path home, String[] arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                EnclosedMain.class.getName(),
                home.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(Enclosure.around(command))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    parent.ifPresent(handle -> handle.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    return process.waitFor();
  }

  private static void refuse(String sentence) {
    System.err.println("rolecall-isolation: " + sentence);
    System.exit(2);
  }
}
