package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Container;
import java.time.Duration;

/** Clocks that are set while programs run. */
final class Times {
  private static final Duration STEP = Duration.ofMinutes(3);
  private static final Duration STAYS = Duration.ofSeconds(12);

  private Times() {}

  static Fault stsAhead() {
    return sts("clock-sts-ahead", "the clock of one sts is set 3 min ahead for 12 s", STEP);
  }

  static Fault stsBehind() {
    return sts(
        "clock-sts-behind", "the clock of one sts is set back by 3 min for 12 s", STEP.negated());
  }

  private static Fault sts(String name, String what, Duration step) {
    return new Fault(
        name,
        what,
        site -> {
          Container stepped = site.replicas().getFirst().container();
          site.clocks().step(stepped.name(), step);
          // What it has is the other replica's too: let it ask again.
          site.agent().kill();
          Thread.sleep(STAYS);
          site.clocks().step(stepped.name(), Duration.ZERO);
        });
  }

  /** Whatever waits for the time that it was, waits for as long as the clock was set back. */
  static Fault stsAheadThenSigning() {
    Fault first = stsAhead();
    Fault then = Rotations.signing();
    return new Fault(
        "clock-sts-ahead-then-rotate-signing",
        first.what() + ", and right then " + then.what(),
        site -> {
          first.deed().strike(site);
          then.deed().strike(site);
        });
  }

  static Fault agentAhead() {
    return agent("clock-agent-ahead", "the clock of the agent is set 3 min ahead for 12 s", STEP);
  }

  static Fault agentBehind() {
    return agent(
        "clock-agent-behind",
        "the clock of the agent is set back by 3 min for 12 s",
        STEP.negated());
  }

  private static Fault agent(String name, String what, Duration step) {
    return new Fault(
        name,
        what,
        site -> {
          site.clocks().step(site.agent().name(), step);
          Thread.sleep(STAYS);
          site.clocks().step(site.agent().name(), Duration.ZERO);
        });
  }
}
