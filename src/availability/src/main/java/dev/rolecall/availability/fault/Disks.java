package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Replica;
import dev.rolecall.isolation.rig.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The disk that sts writes its audit to has no room left, and then has some again. */
final class Disks {
  private static final int SECONDS = 15;
  private static final String FILLER = "filler";

  private Disks() {}

  static Fault one() {
    return new Fault(
        "audit-disk-one",
        "the audit disk of one sts is full for 15 s",
        site -> keepFull(List.of(site.replicas().getFirst())));
  }

  static Fault all() {
    return new Fault(
        "audit-disk-all",
        "the audit disks of both sts are full for 15 s",
        site -> keepFull(site.replicas()));
  }

  /** Whatever is deleted there meanwhile. */
  private static void keepFull(List<Replica> replicas) throws IOException, InterruptedException {
    for (int i = 0; i < SECONDS; i++) {
      replicas.forEach(Disks::fill);
      Thread.sleep(Duration.ofSeconds(1));
    }
    for (Replica replica : replicas) {
      Files.deleteIfExists(replica.disk().resolve(FILLER));
    }
  }

  /** Writes until nothing more fits. */
  private static void fill(Replica replica) {
    Path filler = replica.disk().resolve(FILLER);
    Shell.succeeds(
        List.of("dd", "if=/dev/zero", "of=" + filler, "bs=4096", "oflag=append", "conv=notrunc"));
  }
}
