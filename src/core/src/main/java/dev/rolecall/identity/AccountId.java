package dev.rolecall.identity;

/**
 * A 12-digit AWS-style account id.
 *
 * @param value exactly twelve ASCII digits
 */
public record AccountId(String value) {
  private static final int DIGITS = 12;

  public AccountId {
    if (!isForm(value)) {
      throw new IllegalArgumentException("an account id has 12 digits, not '" + value + "'");
    }
  }

  /** Each question about a resource has one: a pattern would take ten times as long. */
  private static boolean isForm(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() == DIGITS;
  }

  @Override
  public String toString() {
    return value;
  }
}
