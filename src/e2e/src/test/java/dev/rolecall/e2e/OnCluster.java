package dev.rolecall.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of Rolecall as it is installed on a real cluster, whichever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnCluster {
  static final String MODE = "rolecall.dev/mode";
  static final String ROLE = "rolecall.dev/role";
  static final String ASSUMED = "arn:aws:sts::111111111111:assumed-role/reports/";

  TestCluster cluster;
  KubernetesClient client;
  Installation installation;
  Tenants tenants;

  abstract TestCluster start() throws IOException, InterruptedException;

  /**
   * Installs Rolecall; the cluster has nothing of it.
   *
   * @param image for pods
   */
  abstract void install(String image) throws IOException, InterruptedException;

  /** Removes whatever this or an earlier run left. */
  void tidy() throws IOException, InterruptedException {
    installation.remove();
  }

  @BeforeAll
  void installOnCluster() throws IOException, InterruptedException {
    cluster = start();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
            .build();
    installation = new Installation(cluster, client);
    tidy();
    String image = installation.load();
    tenants = new Tenants(client, installation, image);
    install(image);
    tenants.apply();
  }

  @AfterAll
  void leaveNothingBehind() throws IOException, InterruptedException {
    if (client != null) {
      tidy();
      client.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The variables of credentials that an endpoint answered. */
  static Map<String, String> credentials(String json) {
    JsonNode answer = Serialization.unmarshal(json, JsonNode.class);
    return Map.of(
        "AWS_ACCESS_KEY_ID", answer.path("AccessKeyId").asText(),
        "AWS_SECRET_ACCESS_KEY", answer.path("SecretAccessKey").asText(),
        "AWS_SESSION_TOKEN", answer.path("Token").asText());
  }
}
