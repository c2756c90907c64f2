package dev.rolecall.token;

/** A text that is not a JWK set; the message is a sentence for people. */
public final class JwkSetException extends Exception {
  private static final long serialVersionUID = 1L;

  public JwkSetException(String message) {
    super(message);
  }
}
