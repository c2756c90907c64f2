package dev.rolecall.isolation.scene;

/**
 * What operators learn of refusals.
 *
 * @param lines audit lines of the agent's server and guard
 * @param count the sum of all counters of what was refused or stopped
 */
public record Told(long lines, double count) {
  /** Whether both have grown since. */
  public boolean isMoreThan(Told before) {
    return lines > before.lines && count > before.count;
  }

  @Override
  public String toString() {
    return lines + " audit lines, counters at " + Math.round(count);
  }
}
