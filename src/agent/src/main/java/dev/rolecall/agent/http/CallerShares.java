package dev.rolecall.agent.http;

import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.RateLimiter;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What each address may have of what sts lets the whole node have: sts counts the calls that it
 * refuses by the address that they come from, which is the node's for all its pods. Lives on one
 * event loop.
 */
public final class CallerShares {
  /** Of sts's refusals, a tenth of what it forgives one address. */
  private static final RateLimit REFUSALS = new RateLimit(5, 100);

  /** Calls at a time: nobody knows yet how many of them sts refuses. */
  private static final int MOST_AT_A_TIME = 64;

  private final RateLimiter refusals;
  private final Map<String, Integer> inProgress = new HashMap<>();

  /**
   * @param nanos a clock that never goes back, as {@link System#nanoTime()}
   */
  public CallerShares(SecureRandom random, LongSupplier nanos) {
    refusals = new RateLimiter(REFUSALS, random, nanos);
  }

  /** Whether the address may call; if so, until it {@link #leave leaves}. */
  boolean enter(String address) {
    int calls = inProgress.getOrDefault(address, 0);
    if (calls >= MOST_AT_A_TIME || !refusals.hasRoom(address)) {
      return false;
    }
    inProgress.put(address, calls + 1);
    return true;
  }

  /** A call that was let in is over. */
  void leave(String address) {
    inProgress.computeIfPresent(address, (who, calls) -> calls > 1 ? calls - 1 : null);
  }

  /** sts refused a call of this address. */
  void refused(String address) {
    refusals.add(address);
  }
}
