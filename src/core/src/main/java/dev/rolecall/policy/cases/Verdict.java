package dev.rolecall.policy.cases;

import dev.rolecall.policy.Decision;
import java.util.Arrays;
import java.util.Optional;

/** A case's answer, in one word. */
public enum Verdict {
  ALLOWED("Allowed"),
  IMPLICITLY_DENIED("ImplicitlyDenied"),
  EXPLICITLY_DENIED("ExplicitlyDenied"),
  /** A document is not a policy. */
  POLICY_ERROR("PolicyError");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  static Verdict of(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> ALLOWED;
      case Decision.ImplicitDeny deny -> IMPLICITLY_DENIED;
      case Decision.ExplicitDeny deny -> EXPLICITLY_DENIED;
    };
  }

  static Optional<Verdict> named(String word) {
    return Arrays.stream(values()).filter(verdict -> verdict.word.equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return word;
  }
}
