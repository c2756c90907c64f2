package dev.rolecall.sts.embedded;

import dev.rolecall.sts.TestCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as a client has it. */
final class ClientTls {
  private ClientTls() {}

  /**
   * @param own certificate; null to have none
   */
  static SSLContext context(TestCertificate server, @Nullable TestCertificate own)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server.store().getCertificate("a"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    if (own == null) {
      context.init(null, trust.getTrustManagers(), null);
    } else {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(own.store(), TestCertificate.PASSWORD.toCharArray());
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }
    return context;
  }
}
