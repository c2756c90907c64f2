package dev.rolecall.cli.pod;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One stretch of the way.
 *
 * @param name a word or two, {@code trust policy}
 * @param details further lines, for people
 */
record Step(String name, List<Finding> findings, List<String> details) {
  Step {
    findings = List.copyOf(findings);
    details = List.copyOf(details);
  }

  static Step of(String name, Finding... findings) {
    return new Step(name, List.of(findings), List.of());
  }

  static Step of(String name, List<Finding> findings) {
    return new Step(name, findings, List.of());
  }

  /** What comes after something that is wrong or unknown. */
  static Step skipped(String name, String why) {
    return of(name, new Finding.Note("not looked at: " + why));
  }

  Step with(Finding more) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(more);
    return new Step(name, all, details);
  }

  Optional<Finding.Wrong> wrong() {
    return findings.stream()
        .filter(Finding.Wrong.class::isInstance)
        .map(Finding.Wrong.class::cast)
        .findFirst();
  }

  boolean isUnseen() {
    return findings.stream().anyMatch(Finding.Unseen.class::isInstance);
  }
}
