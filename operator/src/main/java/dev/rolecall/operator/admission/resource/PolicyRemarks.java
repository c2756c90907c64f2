package dev.rolecall.operator.admission.resource;

import dev.rolecall.kube.lint.PolicyFinding;
import dev.rolecall.kube.lint.ResourceLint;
import dev.rolecall.policy.lint.Finding;
import dev.rolecall.policy.lint.Severity;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the lint says of a resource, in sentences: place, cause, fix and code. */
public final class PolicyRemarks {
  /** With what the webhook puts before a warning, within what the API server shows of one. */
  private static final int LONGEST = 240;

  private final ResourceLint lint;

  public PolicyRemarks(ResourceLint lint) {
    this.lint = lint;
  }

  /** For which the resource must not be. */
  public List<String> errors() {
    return Stream.concat(
            lint.problems().stream().map(Object::toString),
            sentences(severity -> severity == Severity.ERROR))
        .toList();
  }

  /** What its author should know. */
  public List<String> warnings() {
    return sentences(
            severity -> severity == Severity.SECURITY_WARNING || severity == Severity.WARNING)
        .map(PolicyRemarks::shortened)
        .toList();
  }

  private Stream<String> sentences(Predicate<Severity> severity) {
    return lint.findings().stream()
        .filter(found -> severity.test(found.finding().severity()))
        .map(PolicyRemarks::sentence);
  }

  private static String sentence(PolicyFinding found) {
    Finding finding = found.finding();
    String text =
        finding.fix().isEmpty() ? finding.message() : finding.message() + " " + finding.fix();
    return "%s: %s [%s]".formatted(found.place(), text, finding.code());
  }

  /** The end is the fix: what is too long loses its middle. */
  private static String shortened(String sentence) {
    if (sentence.length() <= LONGEST) {
      return sentence;
    }
    int half = (LONGEST - 3) / 2;
    return sentence.substring(0, half) + "..." + sentence.substring(sentence.length() - half);
  }
}
