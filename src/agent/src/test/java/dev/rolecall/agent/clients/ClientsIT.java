package dev.rolecall.agent.clients;

import static dev.rolecall.agent.NodeFixture.until;
import static dev.rolecall.agent.clients.ClientAnswers.error;
import static dev.rolecall.agent.clients.ClientAnswers.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.NodeFixture;
import dev.rolecall.agent.NodeSts;
import dev.rolecall.testkit.LineProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of AWS's clients before each endpoint of a node's agent, by its own chain. */
class ClientsIT {
  static final String CREDENTIALS_ID = "0123456789abcdef".repeat(4);
  private static final int POD = 1;

  @TempDir Path folder;
  private NodeFixture node;

  static Stream<Arguments> all() {
    return Stream.of(ClientProgram.values())
        .flatMap(client -> client.ways().stream().map(way -> Arguments.of(client, way)));
  }

  @BeforeEach
  void start() {
    node = new NodeFixture(folder);
    node.sts().refuse(400, "AccessDeniedException");
    node.plug("a", POD).everybodyElseIs(POD);
    Map<String, Object> pod = NodeSts.pod("a", "10.0.0." + POD);
    pod.put("credentialsId", CREDENTIALS_ID);
    node.sts().tell(pod);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasTheCredentialsOfItsPod(ClientProgram program, CredentialEndpoint way) throws Exception {
    until(() -> node.status("/metrics").contains("rolecall_agent_pods 1"));
    try (LineProcess client = program.start(folder, environment(program, way))) {
      assertThat(error(client)).as("refused").isPresent();

      node.sts().refuse(503, "ServiceUnavailableException");
      assertThat(error(client)).as("away").isPresent();

      node.sts().grant("ASIAFIRSTFIRSTFIRSTF", Instant.now().plus(program.shortLife(way)));
      assertThat(key(client)).isEqualTo("ASIAFIRSTFIRSTFIRSTF");

      node.sts().grant("ASIASECONDSECONDSECO", Instant.now().plusSeconds(7200));
      node.restart();
      client.ask("an hour later");
      until(() -> key(client).equals("ASIASECONDSECONDSECO"));
    }
  }

  private Map<String, String> environment(ClientProgram program, CredentialEndpoint way)
      throws Exception {
    Map<String, String> environment =
        new HashMap<>(program.adapted(way.variables(node, tokenFile().toString())));
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("AWS_REGION", "eu-west-1");
    if (way != CredentialEndpoint.IMDS) {
      environment.put("AWS_EC2_METADATA_DISABLED", "true");
    }
    return environment;
  }

  /** Without a line end: SDKs take it into the header. */
  private Path tokenFile() throws Exception {
    return Files.writeString(folder.resolve("pod.token"), node.token("a"));
  }
}
