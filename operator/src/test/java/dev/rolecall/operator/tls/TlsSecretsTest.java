package dev.rolecall.operator.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Secret;
import dev.rolecall.operator.fakes.InMemorySecrets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TlsSecretsTest {
  private static final List<String> WEBHOOK_NAMES =
      List.of("rolecall-operator.rolecall-system.svc", "127.0.0.1");

  private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
  private final InMemorySecrets secrets = new InMemorySecrets();
  private final TlsSecrets tls = replica();

  private TlsSecrets replica() {
    return new TlsSecrets(
        secrets,
        clock,
        new SecureRandom(),
        WEBHOOK_NAMES,
        List.of("rolecall-sts.rolecall-system.svc", "10.96.0.7", "fd00:ec2::7"));
  }

  @Test
  void makesCertificatesThatClientsOfTheBundleTrust() throws Exception {
    TlsMaterial material = tls.maintain();
    X509Certificate leaf = Pem.certificate(material.certificate());
    validate(leaf, material.bundle());
    assertThat(leaf.getPublicKey()).isInstanceOf(ECPublicKey.class);
    assertThat(leaf.getSubjectAlternativeNames().stream().map(name -> name.get(1)).toList())
        .isEqualTo(WEBHOOK_NAMES);
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    validate(certificate(TlsSecrets.STS), text(TlsSecrets.STS, "ca.crt"));
  }

  @Test
  void writesNothingWhileAllIsGood() {
    tls.maintain();
    int writes = secrets.writes();
    clock.advance(Duration.ofDays(59));
    assertThat(tls.maintain().certificate()).isEqualTo(text(TlsSecrets.WEBHOOK, "tls.crt"));
    assertThat(secrets.writes()).isEqualTo(writes);
  }

  @Test
  void renewsLeavesAtTwoThirdsOfTheirLife() throws Exception {
    TlsMaterial first = tls.maintain();
    clock.advance(Duration.ofDays(61));
    TlsMaterial second = tls.maintain();
    assertThat(second.certificate()).isNotEqualTo(first.certificate());
    assertThat(second.bundle()).isEqualTo(first.bundle());
    validate(Pem.certificate(second.certificate()), first.bundle());
  }

  @Test
  void announcesTheNextAuthorityLongBeforeItSigns() throws Exception {
    TlsMaterial first = tls.maintain();
    clock.advance(Duration.ofDays(2434));
    TlsMaterial announced = tls.maintain();
    assertThat(Pem.certificates(announced.bundle())).hasSize(2);
    validate(Pem.certificate(announced.certificate()), first.bundle());

    clock.advance(Duration.ofDays(608));
    TlsMaterial promoted = tls.maintain();
    assertThat(Pem.certificates(promoted.bundle()))
        .containsExactlyInAnyOrderElementsOf(Pem.certificates(announced.bundle()));
    X509Certificate leaf = Pem.certificate(promoted.certificate());
    validate(leaf, announced.bundle());
    assertThatThrownBy(() -> validate(leaf, first.bundle()))
        .isInstanceOf(GeneralSecurityException.class);

    clock.advance(Duration.ofDays(700));
    assertThat(Pem.certificates(tls.maintain().bundle())).hasSize(1);
  }

  @Test
  void isTrustedAgainAtOnceWhereTheClockLeaptAndCameBack() throws Exception {
    tls.maintain();
    for (int days : List.of(61, 2434, 3042)) {
      clock.advance(Duration.ofDays(days));
      tls.maintain();
      clock.advance(Duration.ofDays(-days));
      TlsMaterial material = tls.maintain();
      validate(Pem.certificate(material.certificate()), material.bundle());
    }
    int writes = secrets.writes();
    tls.maintain();
    assertThat(secrets.writes()).isEqualTo(writes);
  }

  @Test
  void takesTheAuthorityOfTheReplicaThatWasFirst() {
    secrets.beforeNextWrite(() -> replica().maintain());
    String bundle = tls.maintain().bundle();
    assertThat(bundle).isEqualTo(text(TlsSecrets.AUTHORITY, "ca.crt"));
    assertThat(replica().maintain().bundle()).isEqualTo(bundle);
    assertThat(secrets.writes()).isEqualTo(3);
  }

  @Test
  void issuesAnewWhenTheNamesChange() {
    String before = tls.maintain().certificate();
    TlsSecrets renamed =
        new TlsSecrets(
            secrets, clock, new SecureRandom(), List.of("other.svc"), List.of("rolecall-sts"));
    assertThat(renamed.maintain().certificate()).isNotEqualTo(before);
  }

  @Test
  void issuesAnewWhenALeafIsGarbled() {
    tls.maintain();
    Map<String, Secret> garbled = new HashMap<>(secrets.data(TlsSecrets.WEBHOOK));
    garbled.put("tls.key", new Secret("not a key"));
    secrets.put(TlsSecrets.WEBHOOK, garbled);
    assertThat(tls.maintain().key().reveal()).startsWith("-----BEGIN PRIVATE KEY-----");
  }

  @Test
  void neverReplacesAnAuthorityThatItCannotRead() {
    tls.maintain();
    Map<String, Secret> garbled = new HashMap<>(secrets.data(TlsSecrets.AUTHORITY));
    garbled.put("tls.key", new Secret("QUJD"));
    secrets.put(TlsSecrets.AUTHORITY, garbled);
    assertThatThrownBy(tls::maintain)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("delete it to have a new one made")
        .hasMessageNotContaining("QUJD");
    assertThat(secrets.data(TlsSecrets.AUTHORITY)).isEqualTo(garbled);
  }

  @Test
  void printsNoKey() {
    assertThat(tls.maintain().toString()).doesNotContain("PRIVATE KEY");
    assertThat(secrets.read(TlsSecrets.AUTHORITY).toString()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void survivesAReadingOfItsOwnWriting() {
    tls.maintain();
    assertThatCode(() -> Authority.read(secrets.data(TlsSecrets.AUTHORITY)))
        .doesNotThrowAnyException();
    Authority authority = Authority.read(secrets.data(TlsSecrets.AUTHORITY)).orElseThrow();
    assertThat(authority.write()).isEqualTo(secrets.data(TlsSecrets.AUTHORITY));
  }

  private X509Certificate certificate(String secret) throws GeneralSecurityException {
    return Pem.certificate(text(secret, "tls.crt"));
  }

  private String text(String secret, String key) {
    return Objects.requireNonNull(secrets.data(secret).get(key)).reveal();
  }

  private void validate(X509Certificate leaf, String bundle) throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(
            Pem.certificates(bundle).stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet()));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(clock.instant()));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
  }
}
