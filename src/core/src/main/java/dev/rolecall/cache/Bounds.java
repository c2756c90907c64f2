package dev.rolecall.cache;

/**
 * How much a cache keeps.
 *
 * @param entries at most; 0 keeps nothing
 * @param bytes of heap that the entries may take together, as they are estimated
 */
public record Bounds(int entries, long bytes) {
  public Bounds {
    if (entries < 0 || bytes < 0) {
      throw new IllegalArgumentException("a cache cannot keep less than nothing");
    }
  }
}
