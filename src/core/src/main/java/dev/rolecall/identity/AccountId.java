package dev.rolecall.identity;

import java.util.regex.Pattern;

/**
 * A 12-digit AWS-style account id.
 *
 * @param value exactly twelve ASCII digits
 */
public record AccountId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9]{12}");

  public AccountId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an account id has 12 digits, not '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
