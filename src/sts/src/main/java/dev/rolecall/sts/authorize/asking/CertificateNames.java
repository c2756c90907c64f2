package dev.rolecall.sts.authorize.asking;

import dev.rolecall.policy.pattern.LetterCase;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that a certificate vouches for: DNS names and URIs of its subject alternative name (RFC
 * 5280, section 4.2.1.6). The subject's common name is none.
 */
public final class CertificateNames {
  static final String DNS = "dns:";
  static final String URI = "uri:";

  private static final int DNS_NAME = 2;
  private static final int UNIFORM_RESOURCE_IDENTIFIER = 6;

  private CertificateNames() {}

  /** {@code dns:<name in lower case>} and {@code uri:<URI>}; none of a certificate that is odd. */
  public static Set<String> of(X509Certificate certificate) {
    Set<String> names = new LinkedHashSet<>();
    for (List<?> name : alternatives(certificate)) {
      if (name.get(1) instanceof String text) {
        if (Integer.valueOf(DNS_NAME).equals(name.get(0))) {
          names.add(DNS + LetterCase.lower(text));
        } else if (Integer.valueOf(UNIFORM_RESOURCE_IDENTIFIER).equals(name.get(0))) {
          names.add(URI + text);
        }
      }
    }
    return names;
  }

  private static Collection<List<?>> alternatives(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null ? List.of() : all;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
