package dev.rolecall.cli.lint;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.Finding;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the lint says of one text.
 *
 * @param documents how many policies and manifests it has
 * @param guessed the types that its policies were taken for, where nobody said so
 */
public record LintedFile(
    String name, int documents, Set<PolicyType> guessed, List<Located> findings) {
  public LintedFile {
    guessed = guessed.isEmpty() ? Set.of() : EnumSet.copyOf(guessed);
    findings = List.copyOf(findings);
  }

  /**
   * A finding.
   *
   * @param subject what it is about where that is not the whole text: {@code IAMRole 'reports',
   *     spec.trustPolicy}; else empty
   */
  public record Located(String subject, Finding finding) {}
}
