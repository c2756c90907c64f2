package dev.rolecall.operator.tls;

import dev.rolecall.identity.Secret;
import dev.rolecall.operator.secrets.SecretStore;
import dev.rolecall.operator.secrets.StoredSecret;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A certificate that somebody else makes and renews, as cert-manager does: it is read from its
 * Secret, and nothing is written.
 */
public final class IssuedCertificate implements Certificates {
  private static final Logger LOG = Logger.getLogger(IssuedCertificate.class);
  private static final String BUNDLE = "ca.crt";

  private final SecretStore secrets;
  private final String authorities;
  private boolean waits;

  /**
   * @param authorities PEM certificates to trust besides the Secret's {@code ca.crt}: of the issuer
   *     to come, or of one that writes none there; may be empty
   */
  public IssuedCertificate(SecretStore secrets, String authorities) {
    this.secrets = secrets;
    this.authorities = checked("rolecall.tls.authorities", authorities);
  }

  /** Called by one thread. */
  @Override
  public Optional<TlsMaterial> current() {
    Map<String, Secret> data =
        secrets.read(TlsSecrets.WEBHOOK).map(StoredSecret::data).orElse(Map.of());
    Secret certificate = data.get("tls.crt");
    Secret key = data.get("tls.key");
    if (certificate == null || key == null || key.reveal().isEmpty()) {
      if (!waits) {
        LOG.warnf("no certificate is in the Secret '%s' yet", TlsSecrets.WEBHOOK);
        waits = true;
      }
      return Optional.empty();
    }
    waits = false;
    return Optional.of(new TlsMaterial(certificate.reveal(), key, bundle(data)));
  }

  private String bundle(Map<String, Secret> data) {
    String own =
        Optional.ofNullable(data.get(BUNDLE))
            .map(bundle -> checked("ca.crt of the Secret " + TlsSecrets.WEBHOOK, bundle.reveal()))
            .orElse("");
    if (own.isEmpty() && authorities.isEmpty()) {
      throw new IllegalStateException(
          "the Secret '%s' does not say which authority its certificate is of (ca.crt): set rolecall.tls.authorities"
              .formatted(TlsSecrets.WEBHOOK));
    }
    return own + authorities;
  }

  /** Certificates alone, each in lines of its own. */
  private static String checked(String where, String pem) {
    try {
      return pem.isBlank() ? "" : Pem.write(Pem.certificates(pem));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(where + " does not hold certificates in PEM form", e);
    }
  }
}
