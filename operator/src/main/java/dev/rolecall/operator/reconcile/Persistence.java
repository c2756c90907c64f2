package dev.rolecall.operator.reconcile;

/**
 * How reconcilers try again what failed: without end, for nothing else would come back to an object
 * once the API server answers again. The SDK's own five times are over after a quarter of a minute.
 */
public final class Persistence {
  /** As the SDK has it. */
  public static final int WITHOUT_END = -1;

  public static final long FIRST_MILLIS = 500;
  public static final double GROWTH = 2;
  public static final long LONGEST_MILLIS = 60_000;

  private Persistence() {}
}
