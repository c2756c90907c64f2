package dev.rolecall.agent.metadata;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a container has used of the machine, as its control group counts it.
 *
 * @param processes how many there are
 * @param transfers of block devices
 */
record ResourceUsage(Cpu cpu, Memory memory, OptionalLong processes, List<Transfer> transfers) {
  /**
   * Times in nanoseconds.
   *
   * @param periods in which its share was enforced, and those in which it was used up
   */
  record Cpu(
      long total, long kernel, long user, long periods, long throttledPeriods, long throttled) {}

  /**
   * In bytes.
   *
   * @param limit empty where there is none
   * @param details the kernel's own list
   */
  record Memory(long usage, OptionalLong most, OptionalLong limit, Map<String, Long> details) {}

  /**
   * @param operation {@code read} or {@code write}
   */
  record Transfer(int major, int minor, String operation, long bytes, long count) {}
}
