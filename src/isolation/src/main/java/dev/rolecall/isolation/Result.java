package dev.rolecall.isolation;

import dev.rolecall.isolation.attack.Attack;
import dev.rolecall.isolation.rig.Topology;
import dev.rolecall.isolation.scene.Outcome;

/**
 * An attack that was tried.
 *
 * @param round without or with the guard
 */
record Result(
    Attack attack, Topology topology, Options.Round round, Outcome outcome, double seconds) {
  boolean isGuarded() {
    return round == Options.Round.WITH_GUARD;
  }

  boolean isLeaked() {
    return outcome instanceof Outcome.Leaked;
  }
}
