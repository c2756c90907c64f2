package dev.rolecall.sigv4;

import java.time.Clock;

/**
 * Verifies AWS Signature Version 4 in the Authorization header or the query (presigned), in the
 * order of checks and with the messages AWS has. The body's hash is always recomputed; a security
 * token may be signed or added after signing.
 */
public final class SignatureVerifier {
  private final Clock clock;

  public SignatureVerifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param scope what the credential's scope must be
   */
  public SignatureResult verify(SignedRequest request, Scope scope, CredentialLookup credentials) {
    throw new UnsupportedOperationException("sigv4 helper " + clock);
  }

  /** What a credential scope must be. */
  public sealed interface Scope {
    /** This service, any region. */
    record Service(String name) implements Scope {}

    /** Any service: whoever serves it has checked that it is its own. */
    record Any() implements Scope {}
  }
}
