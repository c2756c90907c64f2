package dev.rolecall.operator.tls;

import dev.rolecall.identity.Secret;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * What a server needs.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 * @param bundle the PEM certificates that its clients trust
 */
public record TlsMaterial(String certificate, Secret key, String bundle) {
  /** When the certificate ends. */
  public Instant end() {
    return end(certificate);
  }

  /** When the first of those ends that clients trust. */
  public Instant trustEnd() {
    return end(bundle);
  }

  private static Instant end(String pem) {
    try {
      return Pem.certificates(pem).stream()
          .map(certificate -> certificate.getNotAfter().toInstant())
          .min(Instant::compareTo)
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was made cannot be read", e);
    }
  }
}
