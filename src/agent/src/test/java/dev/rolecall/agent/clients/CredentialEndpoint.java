package dev.rolecall.agent.clients;

import dev.rolecall.agent.NodeFixture;
import dev.rolecall.agent.NodeStsProcess;
import java.util.Map;

/** A way to credentials, and what clients must be told to take it. */
enum CredentialEndpoint {
  EKS {
    @Override
    Map<String, String> variables(NodeFixture node, String tokenFile) {
      return Map.of(
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "http://127.0.0.1:" + node.eksPort() + "/v1/credentials",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          tokenFile);
    }

    @Override
    Map<String, String> linkLocalVariables(String tokenFile) {
      return Map.of(
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "http://169.254.170.23/v1/credentials",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          tokenFile);
    }
  },
  ECS {
    @Override
    Map<String, String> variables(NodeFixture node, String tokenFile) {
      return Map.of(
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "http://127.0.0.1:" + node.ecsPort() + "/v2/credentials/" + ClientsIT.CREDENTIALS_ID);
    }

    /** The address is the client's own. */
    @Override
    Map<String, String> linkLocalVariables(String tokenFile) {
      return Map.of(
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "/v2/credentials/" + NodeStsProcess.CREDENTIALS_ID);
    }
  },
  IMDS {
    @Override
    Map<String, String> variables(NodeFixture node, String tokenFile) {
      return Map.of(
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          "http://127.0.0.1:" + node.imdsPort(),
          "AWS_EC2_METADATA_V1_DISABLED",
          "true");
    }

    @Override
    Map<String, String> linkLocalVariables(String tokenFile) {
      return Map.of("AWS_EC2_METADATA_V1_DISABLED", "true");
    }
  };

  /**
   * @param tokenFile that holds the pod's token
   */
  abstract Map<String, String> variables(NodeFixture node, String tokenFile);

  /** The same in a pod of a node, where each way has an address of its own. */
  abstract Map<String, String> linkLocalVariables(String tokenFile);
}
