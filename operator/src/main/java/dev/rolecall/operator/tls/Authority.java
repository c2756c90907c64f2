package dev.rolecall.operator.tls;

import dev.rolecall.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate authority of a cluster's Rolecall, as its Secret holds it. It is renewed in two
 * steps, so that whoever trusts it learns of the next one long before that signs: at two thirds of
 * its life the next joins the bundle, at five sixths the next takes over, and the old one stays in
 * the bundle until it expires.
 *
 * @param current signs
 * @param next is trusted already
 * @param retired are trusted still
 */
record Authority(SignedKey current, Optional<SignedKey> next, List<X509Certificate> retired) {
  /** The certificates to trust, as PEM text. */
  private static final String BUNDLE = "ca.crt";

  private static final String CURRENT = "tls";
  private static final String NEXT = "next";

  Authority {
    retired = List.copyOf(retired);
  }

  /**
   * Reads a Secret's data; empty where it has no authority yet.
   *
   * @throws IllegalStateException where it has one that cannot be read: it is not replaced, for
   *     everything that trusts it would break
   */
  static Optional<Authority> read(Map<String, Secret> data) {
    if (data.isEmpty()) {
      return Optional.empty();
    }
    try {
      SignedKey current =
          SignedKey.read(data, CURRENT)
              .orElseThrow(() -> new GeneralSecurityException("tls.crt or tls.key is missing"));
      Optional<SignedKey> next = SignedKey.read(data, NEXT);
      List<X509Certificate> retired = new ArrayList<>();
      if (data.containsKey(BUNDLE)) {
        retired.addAll(Pem.certificates(data.get(BUNDLE).reveal()));
      }
      retired.remove(current.certificate());
      next.map(SignedKey::certificate).ifPresent(retired::remove);
      return Optional.of(new Authority(current, next, retired));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the Secret of the certificate authority cannot be read (%s); restore it, or delete it to have a new one made"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** What the authority is to be now. */
  Authority advanced(Instant now, CertificateIssuer factory) {
    List<X509Certificate> alive = new ArrayList<>(retired);
    alive.removeIf(certificate -> certificate.getNotAfter().toInstant().isBefore(now));
    if (current.isOfTheFuture(now)) {
      alive.add(current.certificate());
      return new Authority(factory.authority(), Optional.empty(), alive);
    }
    if (next.isPresent() && now.isAfter(current.at(5, 6))) {
      alive.add(current.certificate());
      return new Authority(next.get(), Optional.empty(), alive);
    }
    if (next.isEmpty() && now.isAfter(current.at(2, 3))) {
      return new Authority(current, Optional.of(factory.authority()), alive);
    }
    return new Authority(current, next, alive);
  }

  Map<String, Secret> write() {
    Map<String, Secret> data = new HashMap<>();
    current.write(data, CURRENT);
    next.ifPresent(authority -> authority.write(data, NEXT));
    data.put(BUNDLE, new Secret(bundle()));
    return data;
  }

  /** Every certificate to trust, the one that signs first. */
  String bundle() {
    List<X509Certificate> certificates = new ArrayList<>();
    certificates.add(current.certificate());
    next.map(SignedKey::certificate).ifPresent(certificates::add);
    certificates.addAll(retired);
    return Pem.write(certificates);
  }
}
