package dev.rolecall.testkit;

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
    if (available) {
      return;
    }
    if (Boolean.parseBoolean(System.getenv("ROLECALL_REQUIRE_ALL"))) {
      throw new AssertionError("this test may not be skipped here: " + reason);
    }
    System.out.println("SKIPPED: " + reason);
    throw new TestAbortedException(reason);
  }
}
