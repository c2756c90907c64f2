package dev.rolecall.token;

/** What became of a token: verified, or refused for one reason. */
public sealed interface TokenResult {
  record Verified(VerifiedToken token) implements TokenResult {}

  /**
   * @param detail for the audit event and for messages that AWS words with a value (a missing
   *     claim's name, the issuer, a time in epoch seconds); never the token
   */
  record Refused(TokenRefusal reason, String detail) implements TokenResult {}
}
