package dev.rolecall.trust;

import java.time.Clock;

/**
 * Decides by the role's trust policy. On top of AWS's evaluation: a statement that allows a service
 * admits only workloads of the role's namespace, unless its conditions name another; one that
 * allows the cluster's issuer counts only with a positive condition on {@code :sub}.
 */
public final class TrustEvaluator {
  private final Clock clock;

  /**
   * @param clock for {@code aws:CurrentTime} and {@code aws:EpochTime}
   */
  public TrustEvaluator(Clock clock) {
    this.clock = clock;
  }

  public TrustDecision evaluate(TrustRequest request) {
    throw new UnsupportedOperationException("trust " + request + clock);
  }
}
