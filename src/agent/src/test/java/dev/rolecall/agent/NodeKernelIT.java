package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.rolecall.fakes.FakeIssuer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent of a node as it is built, before real connections of pods. */
class NodeKernelIT {
  private static final String EKS = "http://169.254.170.23/v1/credentials";
  private static final String EKS6 = "http://[fd00:ec2::23]/v1/credentials";
  private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds: 60";
  private static final RSAKey KEY = FakeIssuer.rsa("key-1", 2048);

  @TempDir Path folder;

  @BeforeEach
  void needsNamespaces() throws Exception {
    NodeNetwork.require();
  }

  @Test
  void knowsPodsByTheirConnectionsWithoutAnyCapability() throws Exception {
    try (NodeNetwork node = NodeNetwork.start(folder, KEY.toJSONString(), NodeNetwork.Ipv6.ON)) {
      untilServed(node);

      assertThat(node.curl("a", "-H", token("a"), EKS6)).contains(Samples.KEY_ID).endsWith(" 200");
      assertThat(node.curl("b", "-H", token("b"), EKS)).endsWith(" 200");
      assertThat(node.curl("b", "-H", token("a"), EKS)).endsWith(" 403");
      assertThat(node.curl("a", "-H", token("b"), EKS6)).endsWith(" 403");
      assertThat(node.curl("", "-H", token("a"), EKS)).endsWith(" 403");
      assertThat(node.curl("", "-H", token("h"), EKS)).endsWith(" 200");
      assertThat(node.curl("a", "http://169.254.170.2/v2/credentials/none")).doesNotEndWith(" 200");
      assertThat(node.curl("a", "-X", "PUT", "-H", TTL, "http://169.254.169.254/latest/api/token"))
          .endsWith(" 200");
      assertThat(node.curl("", "-X", "PUT", "-H", TTL, "http://169.254.169.254/latest/api/token"))
          .as("a process of the node")
          .endsWith(" 200");
      assertThat(node.curl("a", "-H", "Host: evil.example", EKS)).endsWith(" 403");
      assertThat(node.status())
          .containsPattern("Uid:\\s+65532\\s+65532")
          .containsPattern("CapEff:\\s+0{16}")
          .containsPattern("CapBnd:\\s+0{16}")
          .containsPattern("NoNewPrivs:\\s+1");
      NodeFixture.until(() -> audit(node).contains("another pod's"));
      assertThat(audit(node)).contains("10.77.0.2", "ForeignHost").doesNotContain("eyJ");
      assertThat(node.log()).doesNotContain("WARNING: A ");
    }
  }

  @Test
  void startsWhereIpv6IsOff() throws Exception {
    try (NodeNetwork node = NodeNetwork.start(folder, KEY.toJSONString(), NodeNetwork.Ipv6.OFF)) {
      untilServed(node);

      assertThat(node.curl("", "http://127.0.0.1:8494/readyz")).isEqualTo("ok 200");
      assertThat(node.curl("", "http://127.0.0.1:8494/metrics"))
          .contains("rolecall_agent_ready 1", "rolecall_guard_pinned_interfaces 2");
    }
  }

  private static void untilServed(NodeNetwork node) {
    try {
      NodeFixture.until(() -> ask(node).endsWith(" 200"));
    } catch (AssertionError e) {
      throw new AssertionError("the agent's log: " + log(node), e);
    }
  }

  private static String ask(NodeNetwork node) {
    return Failing.unchecked(() -> node.curl("a", "-H", token("a"), EKS));
  }

  private static String log(NodeNetwork node) {
    return Failing.unchecked(node::log);
  }

  private static String audit(NodeNetwork node) {
    return Failing.unchecked(node::audit);
  }

  /** A process or a file that may not be there. */
  @FunctionalInterface
  private interface Failing {
    String get() throws Exception;

    static String unchecked(Failing source) {
      try {
        return source.get();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String token(String pod) {
    return "Authorization: " + NodeNetwork.token(KEY, pod);
  }
}
