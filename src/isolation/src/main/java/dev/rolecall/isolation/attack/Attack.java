package dev.rolecall.isolation.attack;

import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Outcome;
import dev.rolecall.isolation.scene.Scene;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** One attack. It leaves the scene as it found it. */
public interface Attack {
  /** Where a stopped attack must leave an audit line and a counter that grew. */
  enum Trace {
    /** The server refused requests, or the guard stopped packets. */
    TOLD,
    /** Nothing arrives that could be told of. */
    NONE
  }

  /** As reports name it: small letters and hyphens. */
  String name();

  /** What the attacker does, in a sentence without a subject. */
  String does();

  /** Where it makes sense. */
  default Set<Topology> topologies() {
    return EnumSet.allOf(Topology.class);
  }

  /** Where it succeeds on a node without the guard, which shows that it is an attack. */
  default Set<Topology> succeedsUnguarded() {
    return topologies();
  }

  default Trace trace() {
    return Trace.TOLD;
  }

  /** Done before the defence stands, while pods are already there. */
  default void before(Scene scene) {}

  /** Tries it. */
  Outcome run(Scene scene) throws IOException, InterruptedException;
}
