package dev.rolecall.agent.clients;

import dev.rolecall.testkit.ClientPrograms;
import dev.rolecall.testkit.LineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of AWS's clients, as a program that says which credentials its own chain finds. */
enum ClientProgram {
  JAVA {
    @Override
    List<String> command() {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-cp",
          System.getProperty("java.class.path"),
          JavaDriver.class.getName());
    }
  },
  BOTO3 {
    @Override
    List<String> command() {
      return List.of(ClientPrograms.python().toString(), script("boto3_credentials.py").toString());
    }
  },
  JAVASCRIPT {
    @Override
    List<String> command() {
      return List.of(
          "node",
          script("javascript_credentials.mjs").toString(),
          ClientPrograms.nodePackages().toString());
    }
  },
  CLI {
    @Override
    List<String> command() throws Exception {
      return List.of(
          "sh", script("cli_credentials.sh").toString(), ClientPrograms.cli().toString());
    }

    /** Before 2.15 it takes 169.254.170.23 for a foreign host. */
    @Override
    Set<CredentialEndpoint> linkLocalWays() throws Exception {
      if (ClientPrograms.knowsPodIdentity(ClientPrograms.cli())) {
        return EnumSet.allOf(CredentialEndpoint.class);
      }
      System.out.println("SKIPPED: the AWS CLI at 169.254.170.23 must be 2.15 or newer");
      return EnumSet.of(CredentialEndpoint.ECS, CredentialEndpoint.IMDS);
    }

    /**
     * Before 2.15 it knows no file of a token, and before some release it wants a slash at the end
     * of IMDS's endpoint, which the SDK for Java cannot stand.
     */
    @Override
    Map<String, String> adapted(Map<String, String> variables) throws IOException {
      Map<String, String> adapted = new HashMap<>(variables);
      String file = adapted.remove("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
      if (file != null) {
        adapted.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", Files.readString(Path.of(file)));
      }
      adapted.computeIfPresent("AWS_EC2_METADATA_SERVICE_ENDPOINT", (name, value) -> value + "/");
      return adapted;
    }
  },
  /** Of either version, so new that it calls 169.254.170.23 and reads the token's file. */
  POD_IDENTITY_CLI {
    @Override
    List<String> command() throws Exception {
      return List.of(
          "sh", script("cli_presigned.sh").toString(), ClientPrograms.podIdentityCli().toString());
    }

    @Override
    Set<CredentialEndpoint> ways() {
      return EnumSet.of(CredentialEndpoint.EKS);
    }
  };

  abstract List<String> command() throws Exception;

  /** The ways that it is to try. */
  Set<CredentialEndpoint> ways() {
    return EnumSet.allOf(CredentialEndpoint.class);
  }

  /** Those of them whose addresses it lets itself be sent to. */
  Set<CredentialEndpoint> linkLocalWays() throws Exception {
    return ways();
  }

  /** What this client understands of {@code variables}. */
  Map<String, String> adapted(Map<String, String> variables) throws IOException {
    return variables;
  }

  /** A life of credentials after which the client soon asks for others. */
  Duration shortLife(CredentialEndpoint way) {
    if (this != JAVA) {
      return Duration.ofMinutes(4);
    }
    // It waits for others from a second before their end, or a minute; before, it may go on with
    // these.
    return way == CredentialEndpoint.IMDS ? Duration.ofSeconds(4) : Duration.ofSeconds(62);
  }

  private static Path script(String name) {
    return ClientPrograms.script("src/agent", name);
  }

  /**
   * Starts it; skips the test where this machine does not have it.
   *
   * @param environment all of it
   */
  LineProcess start(Path folder, Map<String, String> environment) throws Exception {
    return new LineProcess(folder, environment, command());
  }
}
