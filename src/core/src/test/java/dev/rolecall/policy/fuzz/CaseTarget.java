package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.policy.cases.CaseException;
import dev.rolecall.policy.cases.PolicyCase;

/** Cases are read and decided, or refused. */
public final class CaseTarget {
  private CaseTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    PolicyCase written;
    try {
      written = PolicyCase.parse(1, Inputs.text(data));
    } catch (CaseException refused) {
      return;
    }
    if (written.decide().reason().isBlank()) {
      throw new IllegalStateException("decided without a reason");
    }
  }
}
