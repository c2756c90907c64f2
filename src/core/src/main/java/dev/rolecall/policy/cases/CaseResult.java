package dev.rolecall.policy.cases;

import java.util.List;
import java.util.Optional;

/**
 * What came of a case.
 *
 * @param expected empty where the case expects nothing in particular
 * @param alsoAcceptable answers that the documentation leaves open
 * @param reason what decided, or what is wrong with the policies: a sentence for people
 */
public record CaseResult(
    String name,
    Verdict decision,
    Optional<Verdict> expected,
    List<Verdict> alsoAcceptable,
    String reason) {
  public CaseResult {
    alsoAcceptable = List.copyOf(alsoAcceptable);
  }

  /** Whether the decision is one that the case accepts; without an expectation any is. */
  public boolean passed() {
    return expected.isEmpty() || expected.get() == decision || alsoAcceptable.contains(decision);
  }
}
