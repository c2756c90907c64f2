package dev.rolecall.operator.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.Secret;
import dev.rolecall.operator.fakes.InMemorySecrets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuedCertificateTest {
  private final InMemorySecrets secrets = new InMemorySecrets();
  private final IssuedCertificate issued = new IssuedCertificate(secrets, "");

  private TlsMaterial material;

  @BeforeEach
  void issue() {
    material =
        new TlsSecrets(
                secrets,
                MovableClock.at("2026-01-01T00:00:00Z"),
                new SecureRandom(),
                List.of("rolecall-operator"),
                List.of("rolecall-sts"))
            .maintain();
  }

  @Test
  void isWhatTheSecretHolds() {
    assertThat(issued.current()).contains(material);
  }

  @Test
  void writesNothing() {
    int writes = secrets.writes();
    issued.current();
    assertThat(secrets.writes()).isEqualTo(writes);
  }

  @Test
  void waitsForACertificateAndItsKey() {
    assertThat(new IssuedCertificate(new InMemorySecrets(), "").current()).isEmpty();
    change("tls.key", "");
    assertThat(issued.current()).isEmpty();
  }

  @Test
  void trustsOtherAuthoritiesBesides() {
    assertThat(new IssuedCertificate(secrets, material.certificate()).current().orElseThrow())
        .extracting(TlsMaterial::bundle)
        .isEqualTo(material.bundle() + material.certificate());
    change("ca.crt", "");
    assertThat(new IssuedCertificate(secrets, material.bundle()).current().orElseThrow())
        .isEqualTo(material);
  }

  @Test
  void saysWhatIsMissingWhereNoAuthorityIsNamed() {
    change("ca.crt", "");
    assertThatThrownBy(issued::current).hasMessageContaining("rolecall.tls.authorities");
  }

  @Test
  void trustsNothingThatIsNoCertificate() {
    change("ca.crt", "anything");
    assertThatThrownBy(issued::current).hasMessageContaining("ca.crt");
    assertThatThrownBy(() -> new IssuedCertificate(secrets, "anything"))
        .hasMessageContaining("rolecall.tls.authorities");
  }

  private void change(String entry, String value) {
    Map<String, Secret> data = new HashMap<>(secrets.data(TlsSecrets.WEBHOOK));
    Objects.requireNonNull(data.get(entry));
    data.put(entry, new Secret(value));
    secrets.put(TlsSecrets.WEBHOOK, data);
  }
}
