package dev.rolecall.availability;

import dev.rolecall.availability.cluster.Kubernetes;
import dev.rolecall.isolation.rig.Enclosure;
import dev.rolecall.isolation.rig.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the availability suite in an enclosure: a table or JSON lines on standard output, progress
 * on standard error. Exit status 0; 1 where an answer was wrong, where a pod with credentials was
 * left without, or where something did not recover; 2 for wrong use and where it cannot run.
 */
public final class AvailabilityMain {
  private AvailabilityMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      Options.read(List.of(arguments));
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
    Path home = Path.of(System.getProperty("rolecall.home", "")).toAbsolutePath();
    lacks().ifPresent(lack -> refuse("cannot run here: " + lack));
    EnclosedMain.missing(home)
        .ifPresent(
            file -> refuse(file + " is not built; start the suite by ./rolecall availability"));
    List<String> inside = new ArrayList<>(List.of(home.toString()));
    inside.addAll(List.of(arguments));
    System.exit(Enclosure.run(EnclosedMain.class, inside));
  }

  /** What is missing on this machine, and how to get it. */
  static Optional<String> lacks() {
    return Machine.lacks()
        .or(() ->
            Kubernetes.programs().isPresent()
                ? Optional.empty()
                : Optional.of(
                    "there is no kube-apiserver below $KUBE_HOME/kubeapitest; run"
                        + " 'kubernetes/install apiserver'"));
  }

  private static void refuse(String sentence) {
    System.err.println("rolecall-availability: " + sentence);
    System.exit(2);
  }
}
