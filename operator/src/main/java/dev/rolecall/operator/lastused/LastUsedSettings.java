package dev.rolecall.operator.lastused;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How roles' use is asked for and told.
 *
 * @param namespace of sts
 * @param tokenFile the operator's own token for sts, read for each round
 * @param interval between two rounds
 * @param granularity by how much a status may be behind
 * @param writesPerSecond how many statuses are written a second at most
 */
public record LastUsedSettings(
    String namespace,
    Path tokenFile,
    Duration interval,
    Duration granularity,
    int writesPerSecond) {
  /** The name that the certificate of sts has. */
  String serverName() {
    return StsEndpoints.SERVICE + "." + namespace + ".svc";
  }
}
