package dev.rolecall.sts;

import dev.rolecall.sts.connection.ConnectionWatches;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts sts; a start that is refused says why in a line for each problem and exits with 1. */
@QuarkusMain
public final class StsMain {
  private StsMain() {}

  /** Ends only with the process. */
  public static void main(String... args) {
    ConnectionWatches.enable();
    // A client that asks for one handshake after the other asks for much.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    Quarkus.run(
        null,
        (code, failure) -> {
          if (failure != null) {
            System.err.println(StartFailure.describe(failure));
          }
          System.exit(failure == null ? code : 1);
        },
        args);
  }
}
