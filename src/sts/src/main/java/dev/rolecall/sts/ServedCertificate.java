package dev.rolecall.sts;

import io.quarkus.tls.TlsConfigurationRegistry;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/**
 * The certificate that sts serves with, as it is in use and not as some file has it.
 *
 * @param name of the configuration
 */
record ServedCertificate(TlsConfigurationRegistry registry, String name) {
  /** When it ends; empty where there is none. */
  Optional<Instant> end() {
    return registry
        .get(name)
        .flatMap(tls -> Optional.ofNullable(tls.getKeyStore()))
        .flatMap(ServedCertificate::end);
  }

  private static Optional<Instant> end(KeyStore store) {
    try {
      return Collections.list(store.aliases()).stream()
          .map(alias -> certificate(store, alias))
          .flatMap(Optional::stream)
          .map(certificate -> certificate.getNotAfter().toInstant())
          .min(Instant::compareTo);
    } catch (KeyStoreException e) {
      return Optional.empty();
    }
  }

  private static Optional<X509Certificate> certificate(KeyStore store, String alias) {
    try {
      return Optional.ofNullable(store.getCertificate(alias))
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast);
    } catch (KeyStoreException e) {
      return Optional.empty();
    }
  }
}
