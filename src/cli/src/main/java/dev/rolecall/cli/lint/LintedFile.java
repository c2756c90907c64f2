package dev.rolecall.cli.lint;

import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the lint says of one text.
 *
 * @param documents how many policies and manifests it has
 * @param guessed the type that its policy was taken for, where nobody said so
 */
public record LintedFile(
    String name, int documents, Optional<PolicyType> guessed, List<Located> findings) {
  public LintedFile {
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
