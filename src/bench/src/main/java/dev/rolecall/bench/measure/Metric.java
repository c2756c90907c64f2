package dev.rolecall.bench.measure;

/** What was measured. */
public enum Metric {
  THROUGHPUT("throughput", "ops/s"),
  /** The median, where it was sampled. */
  TIME("time", "ns/op"),
  /** What 99 of 100 samples do not take longer than. */
  TIME_P99("time-p99", "ns/op"),
  /** What 999 of 1,000 samples do not take longer than. */
  TIME_P999("time-p99.9", "ns/op"),
  /** What the server's processors spend on one. */
  CPU("cpu", "us/op"),
  ALLOCATION("allocation", "B/op"),
  COMPILE("compile", "ms/1000 statements"),
  MEMORY("memory", "KiB/1000 statements"),
  SHARE("share", "allowed of 1"),
  /** From a process' start to its first answer. */
  START("start", "ms"),
  /** What a process has of the machine's memory. */
  RESIDENT("resident", "MiB"),
  /** Requests to an API server. */
  CALLS("calls", "calls/object"),
  /** Those that write. */
  WRITES("writes", "calls/op"),
  /** Of one processor's time. */
  LOAD("load", "processors");

  private final String word;
  private final String unit;

  Metric(String word, String unit) {
    this.word = word;
    this.unit = unit;
  }

  String word() {
    return word;
  }

  String unit() {
    return unit;
  }

  /** Whether values of one benchmark are held against those of another. */
  boolean isSpeed() {
    return this == THROUGHPUT || this == TIME || this == TIME_P99 || this == CPU;
  }

  /** How many times faster one value is than another. */
  double ratio(double value, double peer) {
    return this == THROUGHPUT ? value / peer : peer / value;
  }
}
