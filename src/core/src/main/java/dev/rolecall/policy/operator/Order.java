package dev.rolecall.policy.operator;

/** How a request's number or date must stand to the policy's. */
enum Order {
  EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL;

  /**
   * @param comparison negative, zero or positive, as of {@link Comparable#compareTo}
   */
  boolean accepts(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
    };
  }
}
