package dev.rolecall.isolation;

import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.rig.Enclosure;
import dev.rolecall.isolation.rig.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    List<String> inside = new ArrayList<>(List.of(home.toString()));
    inside.addAll(List.of(arguments));
    System.exit(Enclosure.run(EnclosedMain.class, inside));
  }

  private static void refuse(String sentence) {
    System.err.println("rolecall-isolation: " + sentence);
    System.exit(2);
  }
}
