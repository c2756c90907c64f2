package dev.rolecall.availability.fault;

import dev.rolecall.availability.cluster.Site;

/**
 * Something that goes wrong, or is done to a running installation.
 *
 * @param name for options and reports
 * @param what it is, a few words for a table
 */
public record Fault(String name, String what, Deed deed) {
  /** What is done. */
  @FunctionalInterface
  public interface Deed {
    /** Does it, and returns once nothing more is done; what was hurt need not be well yet. */
    void strike(Site site) throws Exception;
  }
}
