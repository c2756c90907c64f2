package dev.rolecall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.testkit.LineProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pods on the host's network before the agent as it is built: those who have such a pod's token, in
 * its control group and in others.
 */
class HostPodsIT {
  private static final String EKS = "http://169.254.170.23/v1/credentials";
  private static final String EKS6 = "http://[fd00:ec2::23]/v1/credentials";
  private static final String POD = "kubepods/besteffort/podh-uid/container";
  private static final String PORT = "33333";
  private static final String OTHER_PORT = "33334";
  private static final String NEXT_PORT = "33335";

  /**
   * Takes the agent's port at both addresses; then it calls from there the port that it is told,
   * and the next one.
   */
  private static final String CALLER =
      """
      import socket, sys
      ends = []
      for family, address in ((socket.AF_INET, "169.254.170.23"), (socket.AF_INET6, "fd00:ec2::23")):
          end = socket.socket(family)
          end.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
          end.bind((address, 8491))
          end.setblocking(False)
          ends.append((end, address))
      sys.stdin.readline()
      print("bound", flush=True)
      for port in sys.stdin:
          for n, (end, address) in enumerate(ends):
              end.connect_ex((address, int(port) + n))
          print("called", flush=True)
      """;

  private static final RSAKey KEY = FakeIssuer.rsa("key-1", 2048);

  @TempDir Path folder;

  @BeforeEach
  void needsNamespaces() throws Exception {
    NodeNetwork.require();
  }

  @Test
  void haveTheirCredentialsInTheirOwnControlGroupAlone() throws Exception {
    try (ControlGroups groups = ControlGroups.make();
        NodeNetwork node =
            NodeNetwork.start(folder, KEY.toJSONString(), NodeNetwork.Ipv6.ON, groups)) {
      NodeFixture.until(node::isReady);

      NodeFixture.until(() -> asked(node, POD, EKS).endsWith(" 200"));
      assertThat(asked(node, POD, EKS6)).contains(Samples.KEY_ID);
      assertThat(asked(node, POD + "/nested/deep", EKS)).endsWith(" 200");
      assertThat(asked(node, "kubepods/besteffort/podh-uid", EKS)).endsWith(" 200");

      for (String stolen :
          List.of(
              "kubepods/besteffort/podg-uid/container",
              "kubepods/besteffort",
              "kubepods/podh-uid-2/container",
              "system.slice/sshd.service",
              "podh-uid")) {
        assertThat(asked(node, stolen, EKS)).as(stolen).doesNotContain("ASIA").endsWith(" 403");
        assertThat(asked(node, stolen, EKS6)).as(stolen).doesNotContain("ASIA").endsWith(" 403");
      }
      assertThat(node.curl("", "-H", token(), EKS))
          .as("the kernel's first group, which is nobody's")
          .endsWith(" 403");
      callsTheAgentsOwnPortFromThatOfThePod(node);
      NodeFixture.until(() -> audit(node).contains("not in the pod's control group"));
      assertThat(audit(node)).contains("AccessDeniedException").doesNotContain("eyJ");
      assertThat(node.curl("", "http://127.0.0.1:8494/metrics"))
          .contains("rolecall_agent_host_pods_by_cgroup 1")
          .containsPattern("rolecall_agent_refusals_total\\{.*AccessDeniedException.*} 11\n");
      assertThat(node.log()).contains("by their tokens and the control groups");
      callsFromTheAgentsOwnPort(node);
    }
  }

  /**
   * The kernel gives a connection another source port where its own is another's already: then
   * nobody could tell whose it is.
   */
  private static void callsTheAgentsOwnPortFromThatOfThePod(NodeNetwork node) throws Exception {
    String direct = "http://169.254.170.23:8491/v1/credentials";

    assertThat(node.runIn("system.slice/sshd.service", curl("--local-port", PORT, direct)))
        .endsWith(" 000");
    assertThat(node.runIn(POD, curl("--local-port", PORT, EKS))).endsWith(" 200");
  }

  /** Likewise where the agent's port is the caller's: who took it while the agent was away. */
  private static void callsFromTheAgentsOwnPort(NodeNetwork node) throws Exception {
    node.kill();
    try (LineProcess caller =
        node.talkIn("system.slice/sshd.service", List.of("/usr/bin/python3", "-c", CALLER))) {
      assertThat(caller.ask("")).isEqualTo("bound");
      node.serve();
      NodeFixture.until(node::isReady);
      NodeFixture.until(() -> asked(node, POD, EKS).endsWith(" 200"));

      assertThat(caller.ask(OTHER_PORT)).isEqualTo("called");

      assertThat(node.runIn(POD, curl("--local-port", OTHER_PORT, EKS))).endsWith(" 200");
      assertThat(node.runIn(POD, curl("--local-port", NEXT_PORT, EKS6))).endsWith(" 200");
    }
  }

  private static String asked(NodeNetwork node, String group, String url) {
    try {
      return node.runIn(group, curl(url));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> curl(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("curl", "-s", "-m", "5", "-w", " %{http_code}", "--noproxy", "*"));
    command.addAll(List.of("-H", token()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String audit(NodeNetwork node) {
    try {
      return node.audit();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String token() {
    return "Authorization: " + NodeNetwork.token(KEY, "h");
  }
}
