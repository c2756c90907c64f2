package dev.rolecall.policy.reference;

import java.util.List;

/** "Each of the six colon-delimited components of the ARN is checked separately." */
final class Arns {
  private static final int PARTS = 6;

  private Arns() {}

  /** Whether a text has the six parts of an ARN. */
  static boolean isArn(String text) {
    return text.startsWith("arn:") && text.split(":", PARTS).length == PARTS;
  }

  /** Whether six patterns match an ARN's six parts; {@code *} never leaves its part. */
  static boolean match(List<List<Token>> patterns, String arn) {
    String[] parts = arn.split(":", PARTS);
    if (patterns.size() != PARTS || parts.length != PARTS) {
      return false;
    }
    for (int part = 0; part < PARTS; part++) {
      if (!Token.match(patterns.get(part), parts[part])) {
        return false;
      }
    }
    return true;
  }
}
