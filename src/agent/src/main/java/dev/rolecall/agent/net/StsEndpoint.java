package dev.rolecall.agent.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/**
 * Where sts is and what certificate it must have. Plain HTTP is for loopback only: credentials and
 * tokens travel here.
 *
 * @param tls whether it speaks TLS; its certificate must name {@code host}
 * @param ca PEM certificates to trust in place of the system's
 */
public record StsEndpoint(String host, int port, boolean tls, Optional<String> ca) {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int CONNECT_TIMEOUT_MS = 500;
  private static final int POOL = 16;
  private static final int QUEUE = 128;

  /**
   * @param url {@code https://host[:port]}
   * @throws IllegalArgumentException that says what is wrong with the URL
   */
  public static StsEndpoint parse(String url, Optional<String> ca) {
    URI uri = uri(url);
    String host = uri.getHost();
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    if (host == null || !(tls || "http".equalsIgnoreCase(uri.getScheme()))) {
      throw new IllegalArgumentException("must be a URL such as https://host:port");
    }
    if (uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
      throw new IllegalArgumentException("must have a scheme, a host and a port alone");
    }
    if (!tls && !Host.isLoopback(Host.unbracketed(host))) {
      throw new IllegalArgumentException(
          "must begin with https:// unless it is a loopback address, since tokens and credentials"
              + " travel there");
    }
    int port = uri.getPort() != -1 ? uri.getPort() : tls ? HTTPS : HTTP;
    return new StsEndpoint(Host.unbracketed(host), port, tls, ca);
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL such as https://host:port", e);
    }
  }

  /**
   * @throws IllegalArgumentException where the text holds no certificate, or one that is broken
   */
  public static String checkedCertificates(String pem) {
    try {
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
      if (!certificates.isEmpty()) {
        return pem;
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("must be certificates in PEM form", e);
    }
    throw new IllegalArgumentException("must be certificates in PEM form");
  }

  /** A client of this endpoint alone: its pool is bounded, and so is who waits for it. */
  public HttpClientOptions clientOptions() {
    HttpClientOptions options =
        new HttpClientOptions()
            .setDefaultHost(host)
            .setDefaultPort(port)
            .setSsl(tls)
            .setVerifyHost(true)
            .setConnectTimeout(CONNECT_TIMEOUT_MS)
            .setMaxPoolSize(POOL)
            .setMaxWaitQueueSize(QUEUE)
            .setKeepAliveTimeout(30);
    ca.ifPresent(
        pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
    return options;
  }
}
