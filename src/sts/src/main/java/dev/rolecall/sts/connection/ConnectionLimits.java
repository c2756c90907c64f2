package dev.rolecall.sts.connection;

import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.SourceNetwork;
import java.time.Duration;

/**
 * What connections may take.
 *
 * @param ofAll open at a time at one port
 * @param ofSource open at a time of one source at one port
 * @param newOfSource accepted of one source; a handshake costs as much as a call
 * @param headTime from a request's first byte to the end of its head; for a handshake too
 */
public record ConnectionLimits(
    int ofAll, int ofSource, RateLimit newOfSource, Duration headTime, SourceNetwork sources) {
  public ConnectionLimits {
    if (ofAll < 1 || ofSource < 1) {
      throw new IllegalArgumentException("there is room for one connection at least");
    }
    if (headTime.isNegative() || headTime.isZero()) {
      throw new IllegalArgumentException("a request needs some time to arrive");
    }
  }
}
