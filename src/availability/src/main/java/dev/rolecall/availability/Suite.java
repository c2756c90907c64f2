package dev.rolecall.availability;

import dev.rolecall.availability.cluster.Site;
import dev.rolecall.availability.cluster.Workload;
import dev.rolecall.availability.fault.Catalogue;
import dev.rolecall.availability.fault.Fault;
import dev.rolecall.availability.load.Recorder;
import dev.rolecall.availability.load.Tally;
import dev.rolecall.isolation.program.Places;
import dev.rolecall.isolation.rig.RigException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Tries one fault after the other on one site, under the load of the same pods. */
final class Suite {
  /** As long as nothing may fail before a fault, and after it. */
  private static final long QUIET_MILLIS = 3000;

  private static final int MOST_COMPLAINTS = 12;

  private final Options options;
  private final Places places;
  private final Report report;
  private final PrintStream progress;
  private final Recorder steady = new Recorder();
  private final Recorder newcomers = new Recorder();
  private final List<String> failures = new ArrayList<>();

  Suite(Options options, Places places, Report report, PrintStream progress) {
    this.options = options;
    this.places = places;
    this.report = report;
    this.progress = progress;
  }

  /** Tries them all, and gives what must not be, a sentence each. */
  List<String> run() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    try (Site site = Site.start(places, Catalogue.clocks(options.faults()))) {
      for (Workload pod : Site.steady()) {
        prepare(site, pod, steady);
        site.pods().create(pod);
      }
      begin(site);
      progress.printf("# all is ready after %.0f s%n", (System.nanoTime() - begun) / 1e9);
      int number = 0;
      for (Fault fault : options.faults()) {
        attempt(site, fault, Site.newcomer(number++));
      }
    }
    report.end();
    return List.copyOf(failures);
  }

  private void begin(Site site) {
    try {
      awaitQuiet(site);
    } catch (RigException e) {
      progress.println("  programs ready: " + site.isReady());
      complain(0);
      throw e;
    }
  }

  private static void prepare(Site site, Workload pod, Recorder recorder) {
    site.pods().prepare(pod, sample -> recorder.add(pod.name(), pod.identity(), sample));
  }

  private void attempt(Site site, Fault fault, Workload newcomer)
      throws IOException, InterruptedException {
    progress.println("# " + fault.name());
    newcomers.clear();
    prepare(site, newcomer, newcomers);
    try {
      awaitQuiet(site);
      steady.clear();
      long begun = System.currentTimeMillis();
      fault.deed().strike(site);
      Result result = recovery(site, fault, newcomer, begun);
      report.add(result);
      judge(result, begun);
    } catch (RigException e) {
      fail(fault.name() + " did not recover: " + e.getMessage());
      complain(0);
    } catch (InterruptedException | IOException e) {
      throw e;
    } catch (Exception e) {
      fail(fault.name() + " could not be tried: " + e);
    } finally {
      site.pods().leave(newcomer);
    }
  }

  private Result recovery(Site site, Fault fault, Workload newcomer, long begun)
      throws IOException {
    long created = create(site, newcomer);
    Site.await("credentials of a new pod", () -> newcomers.answered(List.of(newcomer.name()), 0));
    final double newPod = seconds(System.currentTimeMillis() - created);
    Site.await("programs", site::isReady);
    final double ready = seconds(System.currentTimeMillis() - begun);
    awaitQuiet(site);
    Tally tally = steady.since(begun);
    return new Result(
        fault,
        tally.plusWrong(newcomers.since(0)),
        seconds(tally.lastFailure() - begun),
        newPod,
        ready);
  }

  /** As soon as the API server takes it; when that was. */
  private static long create(Site site, Workload pod) {
    Site.await(
        "the API server",
        () -> {
          try {
            site.pods().create(pod);
            return true;
          } catch (RuntimeException | IOException e) {
            return false;
          }
        });
    return System.currentTimeMillis();
  }

  /** Returns once all is ready, nothing has failed for a while, and every pod was answered. */
  private void awaitQuiet(Site site) {
    Site.await(
        "a time without failures",
        () -> {
          long since = System.currentTimeMillis() - QUIET_MILLIS;
          return site.isReady()
              && steady.since(since).lastFailure() == since
              && steady.answered(Site.steady().stream().map(Workload::name).toList(), since);
        });
  }

  private void judge(Result result, long begun) {
    Tally tally = result.tally();
    progress.printf(
        "%-24s %5d requests, failed %d holding, %d beginning, %d calls unanswered, %d wrong;"
            + " failing %.1f s, new pod %.1f s, ready %.1f s%n",
        result.fault().name(),
        tally.requests(),
        tally.heldFailed(),
        tally.begunFailed(),
        tally.usedAway(),
        tally.wrong(),
        result.failing(),
        result.newPod(),
        result.ready());
    if (tally.wrong() > 0) {
      fail(result.fault().name() + ": " + tally.wrong() + " wrong answers");
    }
    if (tally.heldFailed() > 0) {
      fail(result.fault().name() + ": " + tally.heldFailed() + " failures of who held credentials");
    }
    complain(begun);
  }

  private void complain(long since) {
    steady.complaints(since, MOST_COMPLAINTS).forEach(line -> progress.println("  " + line));
    newcomers.complaints(0, MOST_COMPLAINTS).forEach(line -> progress.println("  " + line));
  }

  private void fail(String sentence) {
    failures.add(sentence);
    progress.println("! " + sentence);
  }

  private static double seconds(long millis) {
    return millis / 1e3;
  }
}
