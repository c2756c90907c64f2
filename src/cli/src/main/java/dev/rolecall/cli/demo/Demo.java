package dev.rolecall.cli.demo;

import dev.rolecall.cli.local.ChildProgram;
import dev.rolecall.cli.local.Children;
import dev.rolecall.cli.local.Installation;
import dev.rolecall.cli.local.LocalManifests;
import dev.rolecall.cli.local.LocalPod;
import dev.rolecall.cli.local.PodManifests;
import dev.rolecall.cli.local.Ports;
import dev.rolecall.cli.local.Sts;
import dev.rolecall.cli.state.StateFolder;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.policy.PolicyQuotas;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The main job on one machine: starts everything from an example, has its workloads do what the
 * example's script says, and prints what came of it.
 */
public final class Demo {
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

  private final Installation installation;
  private final Path example;
  private final PrintWriter out;
  private final boolean colours;

  /**
   * @param example a folder of manifests with a {@code demo.jsonl}
   */
  public Demo(Installation installation, Path example, PrintWriter out, boolean colours) {
    this.installation = installation;
    this.example = example;
    this.out = out;
    this.colours = colours;
  }

  /**
   * Runs the demo.
   *
   * @param state an empty folder
   * @param children takes charge of the programs
   * @return the lines that are not as they must be, for people
   */
  public List<String> run(Path state, Children children) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    DemoScript script = DemoScript.read(example.resolve("demo.jsonl"));
    LocalManifests.read(example, PolicyQuotas.AWS_DEFAULTS, Clock.systemUTC()).close();
    StateFolder opened = StateFolder.open(state, Clock.systemUTC());
    Map<String, LocalPod> pods =
        PodManifests.read(example).stream()
            .collect(Collectors.toMap(LocalPod::name, Function.identity()));
    try (Cast cast = new Cast(installation, opened, pods)) {
      LocalPod storePod = cast.pod(script.store());
      ChildProgram sts = startSts(opened, storePod, children);
      Set<String> workloads = new LinkedHashSet<>(script.steps().stream().map(Step::who).toList());
      workloads.forEach(name -> cast.startSidecar(name, sts.address(), children));
      Path storeToken =
          opened.writePodToken(
              storePod.pod(),
              storePod.serviceAccount(),
              Audience.AUTHORIZE,
              "authorize-token",
              TOKEN_LIFETIME);
      try (Authorizer authorizer = new Authorizer(sts.address(), storeToken);
          DocumentStore store = DocumentStore.start(script.buckets(), authorizer)) {
        for (String name : workloads) {
          cast.startProcess(name, store.address());
        }
        children.awaitReady(sts);
        cast.awaitSidecars(children);
        List<String> wrong = play(script, cast, children, seconds(begun));
        out.println();
        out.println(summary(script, wrong.size(), seconds(begun)));
        out.flush();
        return wrong;
      }
    }
  }

  private ChildProgram startSts(StateFolder state, LocalPod store, Children children) {
    ServiceAccountRef asking =
        new ServiceAccountRef(store.pod().namespace(), store.serviceAccount());
    return children.add(
        new Sts(example, state, Ports.anyFree(), List.of(asking), PolicyQuotas.AWS_DEFAULTS)
            .start(installation));
  }

  private List<String> play(DemoScript script, Cast cast, Children children, double startSeconds)
      throws InterruptedException {
    out.printf(
        "sts, a sidecar for each workload, and the store of %s serve since %.1f s after the start.%n%n",
        script.store(), startSeconds);
    DemoTable table = new DemoTable(script.steps(), out, colours);
    table.head();
    List<String> wrong = new ArrayList<>();
    for (Step step : script.steps()) {
      Outcome outcome = cast.perform(step);
      children.holdWhileStopping();
      table.row(step, outcome);
      if (!step.isAsItMustBe(outcome)) {
        wrong.add(
            String.format(
                "%s:%d: %s, %s: must be %s, was %s: %s",
                script.file(),
                step.line(),
                step.who(),
                step.does(),
                step.must(),
                outcome.word(),
                outcome.why()));
      }
    }
    return wrong;
  }

  private static String summary(DemoScript script, int wrong, double seconds) {
    int all = script.steps().size();
    return wrong == 0
        ? String.format("All %d lines are as they must be (%.1f s).", all, seconds)
        : String.format("%d of %d lines are not as they must be (%.1f s).", wrong, all, seconds);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
