package dev.rolecall.operator.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates and EC keys as PEM text (RFC 7468). */
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String write(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String write(List<X509Certificate> certificates) {
    return certificates.stream().map(Pem::write).collect(Collectors.joining());
  }

  static String write(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  private static String block(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(content), label);
  }

  /**
   * @throws GeneralSecurityException where the text holds anything but certificates
   */
  static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /**
   * @throws GeneralSecurityException where the text does not hold exactly one certificate
   */
  static X509Certificate certificate(String pem) throws GeneralSecurityException {
    List<X509Certificate> certificates = certificates(pem);
    if (certificates.size() != 1) {
      throw new CertificateException("expected one certificate, not " + certificates.size());
    }
    return certificates.getFirst();
  }

  /**
   * @throws GeneralSecurityException where the text is no PKCS #8 EC key; the message does not
   *     quote it
   */
  static PrivateKey key(String pem) throws GeneralSecurityException {
    String content = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(content)));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key is not base 64");
    }
  }
}
