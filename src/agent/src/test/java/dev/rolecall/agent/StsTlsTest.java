package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.net.StsEndpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StsTlsTest {
  @TempDir static Path folder;
  private static PrivateCa ca;
  private static PrivateCa otherCa;

  private final String token = Samples.token("pod", Instant.now().plusSeconds(7200));

  @BeforeAll
  static void makeAuthorities() throws Exception {
    ca = new PrivateCa(folder, "ip:127.0.0.1");
    otherCa = new PrivateCa(folder, "dns:sts.example");
  }

  @Test
  void trustsTheAuthorityItIsTold() {
    assertThat(status(ca, Optional.of(ca.certificate()))).isEqualTo(200);
    assertThat(passThrough(ca, Optional.of(ca.certificate()))).isEqualTo(200);
  }

  @Test
  void trustsOneOfSeveralAuthorities() {
    String other = otherCa.certificate();

    assertThat(status(ca, Optional.of(other + ca.certificate()))).isEqualTo(200);
  }

  @Test
  void trustsNoOtherAuthority() {
    String other = otherCa.certificate();

    assertThat(calls(ca, Optional.of(other))).isZero();
    assertThat(calls(ca, Optional.empty())).isZero();
    assertThat(passThrough(ca, Optional.of(other))).isEqualTo(503);
  }

  @Test
  void refusesACertificateForAnotherName() {
    assertThat(calls(otherCa, Optional.of(otherCa.certificate()))).isZero();
    assertThat(passThrough(otherCa, Optional.of(otherCa.certificate()))).isEqualTo(503);
  }

  private int status(PrivateCa own, Optional<String> trusted) {
    try (AgentFixture agent = agent(own, trusted)) {
      return agent.settled(token).status();
    }
  }

  /** How many requests came through to sts. */
  private int calls(PrivateCa own, Optional<String> trusted) {
    try (AgentFixture agent = agent(own, trusted)) {
      assertThat(agent.credentials(token).status()).isEqualTo(503);
      return agent.sts().calls().size();
    }
  }

  private int passThrough(PrivateCa own, Optional<String> trusted) {
    try (AgentFixture agent = agent(own, trusted)) {
      return Wire.exchange(agent.port(), "GET /?a=b HTTP/1.1\nHost: localhost:1", "").status();
    }
  }

  private AgentFixture agent(PrivateCa own, Optional<String> trusted) {
    return AgentFixture.with(
        folder, own.serverOptions(), port -> new StsEndpoint("127.0.0.1", port, true, trusted));
  }
}
