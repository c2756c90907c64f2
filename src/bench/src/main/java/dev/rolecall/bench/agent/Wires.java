package dev.rolecall.bench.agent;

import dev.rolecall.bench.load.LoadClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests for credentials of each endpoint, one for each of the first pods. */
final class Wires {
  private static final String TOKEN_LIFE = "X-aws-ec2-metadata-token-ttl-seconds: 21600";

  private Wires() {}

  static List<byte[]> eks(NodePeople people, AgentStage.Running agent, int pods) {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < pods; i++) {
      requests.add(
          request("GET /v1/credentials", agent.eks(), "Authorization: " + people.token(i)));
    }
    return requests;
  }

  static List<byte[]> ecs(AgentStage.Running agent, int pods) {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < pods; i++) {
      requests.add(
          request(
              "GET /v2/credentials/" + NodePeople.credentialsId(i), agent.ecs(), "Accept: */*"));
    }
    return requests;
  }

  /** With a token for each pod, which is asked for here. */
  static List<byte[]> imds(AgentStage.Running agent, int pods) throws IOException {
    String path = "GET /latest/meta-data/iam/security-credentials/" + NodePeople.pod(0).roleName();
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < pods; i++) {
      try (LoadClient pod = LoadClient.from(List.of(NodePeople.address(i)), agent.imds())) {
        String token = pod.ask(request("PUT /latest/api/token", agent.imds(), TOKEN_LIFE));
        requests.add(request(path, agent.imds(), "X-aws-ec2-metadata-token: " + token));
      }
    }
    return requests;
  }

  static byte[] request(String line, int port, String header) {
    return (line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + header + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
