package dev.rolecall.bench.sts;

import dev.rolecall.bench.load.LoadClient;
import dev.rolecall.bench.load.ServerProcess;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What is asked again and again.
 *
 * @param name of the benchmark
 * @param client of the server that is asked
 * @param requests of a round; asked for before it is measured
 * @param warmUp what is sent before all rounds, over and over
 */
record Operation(
    String name, Asked client, IntFunction<List<byte[]>> requests, List<byte[]> warmUp) {
  /** A server under load. */
  record Asked(ServerProcess server, LoadClient client) {}
}
