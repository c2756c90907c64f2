package dev.rolecall.bench.sts;

import dev.rolecall.bench.load.LoadClient;
import dev.rolecall.bench.load.ServerProcess;
import dev.rolecall.bench.measure.Measurement;
import dev.rolecall.bench.measure.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long sts takes from its start to the first call that it has answered. */
final class Starts {
  static final String PLAIN = "start(cache=none)";
  static final String CACHED = "start(cache=aot)";

  /** The release of Java that makes such a cache in one run (JEP 514). */
  private static final int FIRST_WITH_CACHE = 25;

  private static final int TRAINING = 300;

  private final Stage stage;
  private final Quantities quantities;

  Starts(Stage stage, Quantities quantities) {
    this.stage = stage;
    this.quantities = quantities;
  }

  List<Measurement> measure() throws IOException {
    List<Measurement> measured = new ArrayList<>();
    measured.add(new Measurement(PLAIN, Metric.START, median("plain", List.of())));
    if (Runtime.version().feature() >= FIRST_WITH_CACHE) {
      Path cache = train();
      measured.add(
          new Measurement(
              CACHED, Metric.START, median("cached", List.of("-XX:AOTCache=" + cache))));
    }
    return measured;
  }

  private Path train() throws IOException {
    StsStudy.progress("training the AOT cache");
    Path cache = stage.file("sts.aot");
    try (ServerProcess sts =
            stage.startAlone("train", Directory.SMALL, List.of("-XX:AOTCacheOutput=" + cache));
        LoadClient client = new LoadClient(sts.await().port(), 1)) {
      byte[] request = request();
      client.flood(TRAINING, i -> request);
    }
    if (Files.notExists(cache)) {
      throw new IOException("no cache was written: " + Files.readString(stage.file("train.log")));
    }
    return cache;
  }

  private double median(String name, List<String> options) throws IOException {
    List<Double> times = new ArrayList<>();
    byte[] request = request();
    for (int i = 0; i < quantities.starts(); i++) {
      try (ServerProcess sts = stage.startAlone(name, Directory.SMALL, options);
          LoadClient client = new LoadClient(sts.await().port(), 1)) {
        client.flood(1, first -> request);
        times.add(sts.millis());
        StsStudy.progress("%s start: %.0f ms".formatted(name, times.getLast()));
      }
    }
    return StsStudy.median(times);
  }

  private byte[] request() {
    Directory.Pod pod = Directory.SMALL.pod(0);
    return Requests.assumeRole("/", pod, stage.tokens().token(pod, "sts.amazonaws.com"));
  }
}
