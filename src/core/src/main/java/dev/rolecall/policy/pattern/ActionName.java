package dev.rolecall.policy.pattern;

import dev.rolecall.text.AsciiCase;

/** An action that a request asks for, its case levelled once so that patterns need not. */
public final class ActionName {
  private static final Names<ActionName> KNOWN = new Names<>(ActionName::new);

  private final String text;
  private final String lowerCase;
  private final int serviceHash;

  private ActionName(String text) {
    this.text = text;
    this.lowerCase = AsciiCase.lower(text);
    this.serviceHash = serviceHash(lowerCase);
  }

  public static ActionName of(String text) {
    return KNOWN.of(text);
  }

  /** As the request writes it, {@code s3:GetObject}. */
  public String text() {
    return text;
  }

  /**
   * The same with its ASCII letters in lower case; others keep theirs, so that no letter of another
   * script becomes an ASCII one.
   */
  public String lowerCase() {
    return lowerCase;
  }

  /** A hash of what precedes the colon: most patterns are for another service. */
  int serviceHash() {
    return serviceHash;
  }

  static int serviceHash(String action) {
    int colon = action.indexOf(':');
    return (colon < 0 ? action : action.substring(0, colon)).hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
