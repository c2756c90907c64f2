package dev.rolecall.agent.clients;

import static dev.rolecall.agent.NodeFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.rolecall.agent.NodeNetwork;
import dev.rolecall.fakes.FakeIssuer;
import dev.rolecall.testkit.LineProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each of AWS's clients in a pod's network namespace, at the very addresses that it calls by
 * itself, through the guard's rules to the agent as it is deployed.
 */
class LinkLocalClientsIT {
  private static final RSAKey KEY = FakeIssuer.rsa("key-1", 2048);
  private static final String FIRST = "ASIAFIRSTFIRSTFIRSTF";
  private static final String SECOND = "ASIASECONDSECONDSECO";

  @TempDir private static Path folder;

  private static NodeNetwork node;

  @BeforeAll
  static void start() throws Exception {
    NodeNetwork.require();
    node = NodeNetwork.start(folder, KEY.toJSONString(), NodeNetwork.Ipv6.ON);
    Files.writeString(folder.resolve("pod.token"), NodeNetwork.token(KEY, "a"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.close();
    }
  }

  @ParameterizedTest
  @EnumSource(ClientProgram.class)
  void hasItsPodsCredentialsByEachEndpointAndAfterARestart(ClientProgram program) throws Exception {
    node.grant(FIRST, program.shortLife(CredentialEndpoint.EKS));
    node.restart();
    until(node::isReady);
    Map<CredentialEndpoint, LineProcess> clients = new EnumMap<>(CredentialEndpoint.class);
    try {
      for (CredentialEndpoint way : program.linkLocalWays()) {
        clients.put(way, start(program, way));
        assertThat(ClientAnswers.key(clients.get(way))).as("%s", way).isEqualTo(FIRST);
      }
      node.grant(SECOND, Duration.ofHours(2));
      node.restart();
      until(node::isReady);
      for (Map.Entry<CredentialEndpoint, LineProcess> each : clients.entrySet()) {
        if (program == ClientProgram.JAVA && each.getKey() == CredentialEndpoint.IMDS) {
          // It goes on with what it has until a second before the end.
          each.getValue().close();
          each.setValue(start(program, each.getKey()));
        }
        each.getValue().ask("an hour later");
        // Some renew beside the call, and serve it what they had.
        until(() -> ClientAnswers.key(each.getValue()).equals(SECOND));
      }
    } finally {
      for (LineProcess client : clients.values()) {
        client.close();
      }
    }
  }

  private static LineProcess start(ClientProgram program, CredentialEndpoint way) throws Exception {
    Map<String, String> environment =
        new HashMap<>(
            program.adapted(way.linkLocalVariables(folder.resolve("pod.token").toString())));
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("AWS_REGION", "eu-west-1");
    if (way != CredentialEndpoint.IMDS) {
      environment.put("AWS_EC2_METADATA_DISABLED", "true");
    }
    List<String> command = node.entered("a");
    command.addAll(program.command());
    return new LineProcess(folder, environment, command);
  }
}
