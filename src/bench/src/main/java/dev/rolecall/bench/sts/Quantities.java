package dev.rolecall.bench.sts;

import dev.rolecall.bench.measure.Effort;

/**
 * How much is done.
 *
 * @param rounds in which all operations take turns; medians count
 * @param warmUp requests of each operation before
 * @param tokens new ones of a round
 * @param sessions new ones of a round
 * @param constants requests of a round that cost next to nothing
 * @param paced requests while latencies are taken
 * @param starts of sts
 * @param directory the large one
 */
record Quantities(
    int rounds,
    int warmUp,
    int tokens,
    int sessions,
    int constants,
    int paced,
    int starts,
    Directory directory) {
  static Quantities of(Effort effort) {
    return switch (effort) {
      case FULL -> new Quantities(3, 100_000, 10_000, 20_000, 60_000, 20_000, 5, Directory.LARGE);
      case QUICK -> new Quantities(1, 50, 50, 50, 50, 50, 1, new Directory(2, 5, 10));
    };
  }
}
