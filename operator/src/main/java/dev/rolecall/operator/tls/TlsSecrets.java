package dev.rolecall.operator.tls;

import dev.rolecall.identity.Secret;
import dev.rolecall.operator.secrets.SecretStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Keeps the authority and the certificates of the webhooks and of sts in order. */
public final class TlsSecrets implements Certificates {
  public static final String AUTHORITY = "rolecall-ca";
  public static final String WEBHOOK = "rolecall-webhook-tls";
  public static final String STS = "rolecall-sts-tls";

  private final SecretStore secrets;
  private final Clock clock;
  private final CertificateIssuer factory;
  private final ServingCertificate webhook;
  private final ServingCertificate sts;

  /**
   * @param webhookNames DNS names and IP addresses of the webhooks' server
   * @param stsNames likewise of sts
   */
  public TlsSecrets(
      SecretStore secrets,
      Clock clock,
      SecureRandom random,
      List<String> webhookNames,
      List<String> stsNames) {
    this.secrets = secrets;
    this.clock = clock;
    this.factory = new CertificateIssuer(clock, random);
    this.webhook = new ServingCertificate(webhookNames, factory);
    this.sts = new ServingCertificate(stsNames, factory);
  }

  /**
   * Makes what is missing and renews what is due. Safe on every replica at any time; replicas that
   * run it together end with the same.
   *
   * @return what the webhooks' server needs
   */
  public TlsMaterial maintain() {
    Authority authority = Authority.read(secrets.converge(AUTHORITY, this::advanced)).orElseThrow();
    secrets.converge(STS, current -> sts.renewed(current, authority, clock.instant()));
    Map<String, Secret> data =
        secrets.converge(WEBHOOK, current -> webhook.renewed(current, authority, clock.instant()));
    return new TlsMaterial(
        Objects.requireNonNull(data.get("tls.crt")).reveal(),
        Objects.requireNonNull(data.get("tls.key")),
        authority.bundle());
  }

  @Override
  public Optional<TlsMaterial> current() {
    return Optional.of(maintain());
  }

  private Map<String, Secret> advanced(Map<String, Secret> current) {
    return Authority.read(current)
        .map(authority -> authority.advanced(clock.instant(), factory))
        .orElseGet(() -> new Authority(factory.authority(), Optional.empty(), List.of()))
        .write();
  }
}
