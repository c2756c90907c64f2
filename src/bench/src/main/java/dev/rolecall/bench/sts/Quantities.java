package dev.rolecall.bench.sts;

import dev.rolecall.bench.measure.Effort;

/**
 * How much is done.
 *
 * @param rounds in which all operations take turns; medians count
 * @param warmUp requests of each operation before
 * @param tokens new ones of a round
 * @param sessions new ones of a round
 * @param returning requests of a round with sessions that come back
 * @param paced requests while latencies are taken
 * @param starts of sts
 * @param directory the large one
 */
record Quantities(
    int rounds,
    int warmUp,
    int tokens,
    int sessions,
    int returning,
    int paced,
    int starts,
    Directory directory) {
  static Quantities of(Effort effort) {
    return switch (effort) {
      case FULL -> new Quantities(5, 200_000, 10_000, 40_000, 60_000, 20_000, 5, Directory.LARGE);
      case QUICK -> new Quantities(1, 50, 50, 50, 50, 50, 1, new Directory(2, 5, 10));
    };
  }
}
