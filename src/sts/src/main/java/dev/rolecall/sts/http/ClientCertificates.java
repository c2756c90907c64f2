package dev.rolecall.sts.http;

import dev.rolecall.sts.limit.Credential;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The certificates that connections came with; the handshake verified them. */
public final class ClientCertificates {
  private ClientCertificates() {}

  /** The certificate of the other end itself, without its chain. */
  static Optional<X509Certificate> of(HttpServerRequest request) {
    SSLSession session = request.sslSession();
    if (session == null) {
      return Optional.empty();
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? Optional.of(own)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // The other end showed none.
    }
  }

  /**
   * What tells a certificate from all others, and is no secret: what its authority signed it with.
   */
  public static Credential credential(X509Certificate certificate) {
    return new Credential(
        Credential.Kind.CERTIFICATE, HexFormat.of().formatHex(certificate.getSignature()));
  }
}
