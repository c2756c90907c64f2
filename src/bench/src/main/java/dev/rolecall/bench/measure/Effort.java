package dev.rolecall.bench.measure;

/** How long is measured. */
public enum Effort {
  /** As long as figures need. */
  FULL,
  /** To see that everything works: the figures mean nothing. */
  QUICK
}
