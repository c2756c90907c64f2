package dev.rolecall.sigv4.key;

/** Tells whether a signature was made with a credential. It prints nothing of itself. */
public sealed interface SigningKey permits HmacKey, EcdsaKey {
  /**
   * Whether {@code signature}, lower-case hex, is this key's over {@code text}. Never throws,
   * whatever the signature is, and takes a time that does not tell where it differs.
   */
  boolean verifies(String text, String signature);
}
