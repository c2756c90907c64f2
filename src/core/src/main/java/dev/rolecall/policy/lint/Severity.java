package dev.rolecall.policy.lint;

import java.util.Locale;

/** How much a finding matters, the worst first (IAM Access Analyzer's finding types). */
public enum Severity {
  /** The policy is refused, or part of it never does what it says. */
  ERROR,
  /** It allows more than its author may think. */
  SECURITY_WARNING,
  /** It may do something else than its author thinks. */
  WARNING,
  /** It can be written better. */
  SUGGESTION;

  /** Whether this matters as much as {@code other}, or more. */
  public boolean atLeast(Severity other) {
    return compareTo(other) <= 0;
  }

  /** As people read it, {@code security warning}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
