package dev.rolecall.operator.tls;

import dev.rolecall.identity.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A server's Secret: {@code tls.crt}, {@code tls.key} and the bundle {@code ca.crt}. */
final class ServingCertificate {
  private static final String NAME = "tls";

  private final List<String> names;
  private final CertificateIssuer factory;

  /**
   * @param names DNS names and IP addresses of the server
   */
  ServingCertificate(List<String> names, CertificateIssuer factory) {
    this.names = List.copyOf(names);
    this.factory = factory;
  }

  /** The data that should follow {@code current}; the same where it is still good. */
  Map<String, Secret> renewed(Map<String, Secret> current, Authority authority, Instant now) {
    Map<String, Secret> data = new HashMap<>();
    good(current, authority, now)
        .orElseGet(() -> factory.serving(names, authority.current()))
        .write(data, NAME);
    data.put("ca.crt", new Secret(authority.bundle()));
    return data;
  }

  /** The certificate that is there, if it can stay: a leaf can be made anew at any time. */
  private Optional<SignedKey> good(Map<String, Secret> current, Authority authority, Instant now) {
    try {
      Optional<SignedKey> leaf = SignedKey.read(current, NAME);
      if (leaf.isEmpty() || leaf.get().isOfTheFuture(now) || now.isAfter(leaf.get().at(2, 3))) {
        return Optional.empty();
      }
      X509Certificate certificate = leaf.get().certificate();
      certificate.verify(authority.current().certificate().getPublicKey());
      return names(certificate).equals(normalized(names)) ? leaf : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Addresses as Java writes those of a certificate: IPv6 has many forms. */
  private static Set<String> normalized(List<String> names) {
    return names.stream()
        .map(name -> CertificateIssuer.isAddress(name) ? normalizedAddress(name) : name)
        .collect(Collectors.toSet());
  }

  private static String normalizedAddress(String address) {
    try {
      return InetAddress.getByName(address).getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    return alternatives == null
        ? Set.of()
        : alternatives.stream().map(name -> name.get(1).toString()).collect(Collectors.toSet());
  }
}
