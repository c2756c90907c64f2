package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Clocks;
import java.util.ArrayList;
import java.util.List;

/** All faults, in the order in which they are tried. */
public final class Catalogue {
  private static final String CLOCK = "clock-";

  private Catalogue() {}

  /** Those that can be tried here: clocks cannot be stepped everywhere. */
  public static List<Fault> all() {
    List<Fault> faults =
        new ArrayList<>(
            List.of(
                Kills.oneSts(),
                Kills.allSts(),
                Kills.operator(),
                Kills.agent(),
                Kills.guard(),
                Kills.apiServer(),
                Kills.etcd(),
                Kills.stsWithoutApiServer(),
                Kills.everything(),
                Rollouts.sts(),
                Rollouts.operator(),
                Rollouts.agent(),
                Rotations.sealing(),
                Rotations.signing(),
                Rotations.serving(),
                Watches.expired(),
                Disks.one(),
                Disks.all()));
    if (Clocks.canStep()) {
      faults.addAll(
          List.of(
              Times.stsAhead(),
              Times.stsBehind(),
              Times.stsAheadThenSigning(),
              Times.agentAhead(),
              Times.agentBehind()));
    }
    return faults;
  }

  /** A few that together touch every program. */
  public static List<Fault> quick() {
    return List.of(Kills.oneSts(), Kills.apiServer(), Kills.everything());
  }

  /**
   * Those of these names.
   *
   * @throws IllegalArgumentException with a sentence, where there is none of a name
   */
  public static List<Fault> named(List<String> names) {
    return names.stream().map(Catalogue::named).toList();
  }

  private static Fault named(String name) {
    return all().stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no fault '" + name + "'; there are: " + String.join(", ", names())));
  }

  private static List<String> names() {
    return all().stream().map(Fault::name).toList();
  }

  /** What clocks programs must have for these. */
  public static Clocks.Use clocks(List<Fault> faults) {
    return faults.stream().anyMatch(fault -> fault.name().startsWith(CLOCK))
        ? Clocks.Use.STEPPED
        : Clocks.Use.REAL;
  }
}
