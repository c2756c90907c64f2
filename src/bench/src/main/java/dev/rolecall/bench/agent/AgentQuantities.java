package dev.rolecall.bench.agent;

import dev.rolecall.bench.measure.Effort;

/**
 * How much is done.
 *
 * @param rounds in which all wires take turns; medians count
 * @param warmUp requests of each before
 * @param requests of a round
 * @param paced requests while latencies are taken
 * @param starts of the agent
 */
record AgentQuantities(int rounds, int warmUp, int requests, int paced, int starts) {
  static AgentQuantities of(Effort effort) {
    return switch (effort) {
      case FULL -> new AgentQuantities(5, 100_000, 60_000, 10_000, 5);
      case QUICK -> new AgentQuantities(1, 300, 300, 500, 1);
    };
  }
}
