package dev.rolecall.isolation;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.attack.Attack.Trace;
import dev.rolecall.isolation.attack.Catalogue;
import dev.rolecall.isolation.cluster.Cast;
import dev.rolecall.isolation.program.NaivePrograms;
import dev.rolecall.isolation.program.NodePrograms;
import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.rig.RigException;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Controls;
import dev.rolecall.isolation.scene.Defence;
import dev.rolecall.isolation.scene.Guarded;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import dev.rolecall.isolation.scene.Stage;
import dev.rolecall.isolation.scene.Told;
import dev.rolecall.isolation.scene.Unguarded;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Tries the attacks of a run, on a new stage for each topology and round. */
final class Suite {
  private static final long COUNTED_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long AUDITED_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Options options;
  private final Places places;
  private final Report report;
  private final PrintStream progress;
  private final List<String> failures = new ArrayList<>();

  Suite(Options options, Places places, Report report, PrintStream progress) {
    this.options = options;
    this.places = places;
    this.report = report;
    this.progress = progress;
  }

  /** Tries them all, and gives what must not be, a sentence each. */
  List<String> run() throws IOException, InterruptedException {
    for (Topology topology : options.topologies()) {
      List<Attack> attacks = Catalogue.on(topology, options.attack());
      for (Options.Round round : options.rounds()) {
        if (!attacks.isEmpty()) {
          play(topology, round, attacks);
        }
      }
    }
    report.end();
    return List.copyOf(failures);
  }

  private void play(Topology topology, Options.Round round, List<Attack> attacks)
      throws IOException, InterruptedException {
    String name =
        topology.word() + ", " + round.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    progress.println("# " + name);
    Places own = places.forStage(topology.word() + "-" + round.name());
    try (Stage stage = Stage.make(topology, own)) {
      Scene scene =
          stage.scene(
              topology,
              (built, at) ->
                  round == Options.Round.WITH_GUARD ? guarded(built, at) : naive(built, at));
      attacks.forEach(attack -> attack.before(scene));
      try (Defence defence = scene.defence()) {
        defence.stand();
        if (defence.isGuarded()) {
          Controls.failures(scene).forEach(failure -> fail(name + ": " + failure));
        }
        for (Attack attack : attacks) {
          attempt(attack, scene, round);
        }
        awaitAudited(defence);
        if (isLast(topology, round)) {
          keep(own);
        }
      }
    }
  }

  private static Defence guarded(Stage stage, Places places) {
    return Guarded.prepare(new NodePrograms(stage.node(), stage.onHost(), places), stage.tokens());
  }

  private static Defence naive(Stage stage, Places places) {
    return new Unguarded(stage.node(), new NaivePrograms(stage.node(), places, Cast.ALL));
  }

  private void attempt(Attack attack, Scene scene, Options.Round round)
      throws IOException, InterruptedException {
    Told before = scene.defence().told();
    scene.begin();
    long begun = System.nanoTime();
    Outcome outcome;
    try {
      outcome = attack.run(scene);
    } catch (RigException e) {
      fail(
          attack.name()
              + " on "
              + scene.topology().word()
              + " could not be tried: "
              + e.getMessage());
      return;
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Result result = new Result(attack, scene.topology(), round, outcome, seconds);
    report.add(result);
    progress.printf("%-30s %-8s %s%n", attack.name(), outcome.word(), outcome.evidence());
    if (result.isGuarded() && result.isLeaked()) {
      fail(
          attack.name()
              + " on "
              + scene.topology().word()
              + " leaks with the guard: "
              + outcome.evidence());
    } else if (result.isGuarded() && attack.trace() == Trace.TOLD) {
      awaitCounted(attack, scene, before);
    }
  }

  private void awaitCounted(Attack attack, Scene scene, Told before) {
    String where = attack.name() + " on " + scene.topology().word();
    if (!awaits(COUNTED_NANOS, () -> !scene.defence().told().moreThan(before).isEmpty())) {
      fail(where + " is blocked, and no counter has grown");
    }
  }

  /** Lines about many of a kind come late, so that they are looked for at the end. */
  private void awaitAudited(Defence defence) {
    if (!awaits(AUDITED_NANOS, () -> defence.notAudited().isEmpty())) {
      fail("counted, and not audited: " + String.join(", ", defence.notAudited()));
    }
  }

  private static boolean awaits(long nanos, BooleanSupplier condition) {
    long deadline = System.nanoTime() + nanos;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  private void fail(String sentence) {
    failures.add(sentence);
    progress.println("! " + sentence);
  }

  private boolean isLast(Topology topology, Options.Round round) {
    return topology == options.topologies().getLast() && round == options.rounds().getLast();
  }

  private void keep(Places own) throws InterruptedException {
    if (options.ending() == Options.Ending.KEEP) {
      progress.printf(
          "kept; enter it with: nsenter -t $(pgrep -n EnclosedMain -f) -m -p nsenter --net=/run/netns/node; its files are in %s there; end with Ctrl-C%n",
          own.work());
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
