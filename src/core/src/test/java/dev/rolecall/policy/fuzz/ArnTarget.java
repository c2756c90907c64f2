package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;

/** ARNs are read as they are written, or not at all. */
public final class ArnTarget {
  private ArnTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = Inputs.text(data);
    Arn.parse(text).ifPresent(arn -> require(arn.toString(), text));
    RoleArn.parse(text).ifPresent(arn -> require(arn.toString(), text));
  }

  private static void require(String written, String text) {
    if (!written.equals(text)) {
      throw new IllegalStateException(text + " became " + written);
    }
  }
}
