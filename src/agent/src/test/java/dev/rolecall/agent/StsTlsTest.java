package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.net.StsEndpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StsTlsTest {
  @TempDir Path folder;
  private final String token = Samples.token("pod", Instant.now().plusSeconds(7200));

  @Test
  void trustsTheAuthorityItIsTold() throws Exception {
    PrivateCa ca = new PrivateCa(folder, "ip:127.0.0.1");

    assertThat(status(ca, Optional.of(ca.certificate()))).isEqualTo(200);
    assertThat(passThrough(ca, Optional.of(ca.certificate()))).isEqualTo(200);
  }

  @Test
  void trustsOneOfSeveralAuthorities() throws Exception {
    PrivateCa ca = new PrivateCa(folder, "ip:127.0.0.1");
    String other = new PrivateCa(folder, "ip:127.0.0.2").certificate();

    assertThat(status(ca, Optional.of(other + ca.certificate()))).isEqualTo(200);
  }

  @Test
  void trustsNoOtherAuthority() throws Exception {
    PrivateCa ca = new PrivateCa(folder, "ip:127.0.0.1");
    String other = new PrivateCa(folder, "ip:127.0.0.2").certificate();

    assertThat(status(ca, Optional.of(other))).isEqualTo(503);
    assertThat(status(ca, Optional.empty())).isEqualTo(503);
    assertThat(passThrough(ca, Optional.of(other))).isEqualTo(503);
  }

  @Test
  void refusesACertificateForAnotherName() throws Exception {
    PrivateCa ca = new PrivateCa(folder, "dns:sts.example");

    assertThat(status(ca, Optional.of(ca.certificate()))).isEqualTo(503);
    assertThat(passThrough(ca, Optional.of(ca.certificate()))).isEqualTo(503);
  }

  private int status(PrivateCa ca, Optional<String> trusted) {
    try (AgentFixture agent = agent(ca, trusted)) {
      int status = agent.credentials(token).status();
      assertThat(agent.sts().calls()).hasSize(status == 200 ? 1 : 0);
      return status;
    }
  }

  private int passThrough(PrivateCa ca, Optional<String> trusted) {
    try (AgentFixture agent = agent(ca, trusted)) {
      return Wire.exchange(agent.port(), "GET /?a=b HTTP/1.1\nHost: localhost:1", "").status();
    }
  }

  private AgentFixture agent(PrivateCa ca, Optional<String> trusted) {
    return AgentFixture.with(
        folder, ca.serverOptions(), port -> new StsEndpoint("127.0.0.1", port, true, trusted));
  }
}
