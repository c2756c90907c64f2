package dev.rolecall.operator.tls;

import dev.rolecall.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A private key and its certificate. */
final class SignedKey {
  private final X509Certificate certificate;
  private final PrivateKey key;

  SignedKey(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Reads one from the entries {@code <name>.crt} and {@code <name>.key}; empty where either is
   * missing.
   *
   * @throws GeneralSecurityException where they cannot be read
   */
  static Optional<SignedKey> read(Map<String, Secret> data, String name)
      throws GeneralSecurityException {
    Secret certificate = data.get(name + ".crt");
    Secret key = data.get(name + ".key");
    if (certificate == null || key == null) {
      return Optional.empty();
    }
    return Optional.of(new SignedKey(Pem.certificate(certificate.reveal()), Pem.key(key.reveal())));
  }

  void write(Map<String, Secret> data, String name) {
    data.put(name + ".crt", new Secret(Pem.write(certificate)));
    data.put(name + ".key", new Secret(Pem.write(key)));
  }

  X509Certificate certificate() {
    return certificate;
  }

  PrivateKey key() {
    return key;
  }

  /** The instant at which this share of its life is over. */
  Instant at(int numerator, int denominator) {
    Instant begin = certificate.getNotBefore().toInstant();
    Duration life = Duration.between(begin, certificate.getNotAfter().toInstant());
    return begin.plus(life.multipliedBy(numerator).dividedBy(denominator));
  }

  /** Whether it was made by a clock that was set back since: nobody trusts it yet. */
  boolean isOfTheFuture(Instant now) {
    return now.isBefore(certificate.getNotBefore().toInstant());
  }

  @Override
  public String toString() {
    return certificate.getSubjectX500Principal() + " until " + certificate.getNotAfter();
  }
}
