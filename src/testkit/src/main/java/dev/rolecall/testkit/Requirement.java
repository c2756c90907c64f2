package dev.rolecall.testkit;

import dev.rolecall.fakes.Material;
import org.opentest4j.TestAbortedException;

/**
 * What a test needs of the machine. Where it is missing the test is skipped and the reason printed;
 * with {@code ROLECALL_REQUIRE_ALL=true}, as in CI, it fails instead.
 */
public final class Requirement {
  private Requirement() {}

  /**
   * @param reason what is missing and how to get it
   */
  public static void that(boolean available, String reason) {
    Material.require(available, reason);
  }

  /** For what no machine need have, as a Docker engine: skips even where nothing else may be. */
  public static void whereThereIs(boolean available, String reason) {
    if (!available) {
      System.out.println("SKIPPED: " + reason);
      throw new TestAbortedException(reason);
    }
  }
}
