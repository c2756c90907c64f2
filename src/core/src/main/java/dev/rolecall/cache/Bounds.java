package dev.rolecall.cache;

/**
 * How much a cache keeps.
 *
 * @param entries at most; 0 keeps nothing
 * @param bytes of heap that the entries may take together, as they are estimated
 */
public record Bounds(int entries, long bytes) {
  private static final int PARTS = 64;

  public Bounds {
    if (entries < 0 || bytes < 0) {
      throw new IllegalArgumentException("a cache cannot keep less than nothing");
    }
  }

  /**
   * The same, but no more than a share of the heap that this process may have: all that is bounded
   * by itself must fit into it together, with whatever else there is.
   *
   * @param parts sixty-fourths of the heap
   */
  public Bounds ofHeap(int parts) {
    return new Bounds(entries, Math.min(bytes, Runtime.getRuntime().maxMemory() / PARTS * parts));
  }
}
