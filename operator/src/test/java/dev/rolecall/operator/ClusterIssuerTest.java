package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterIssuerTest {
  @Test
  void asksTheApiServer() throws IOException {
    assertThat(discover(200, "{\"issuer\": \"https://issuer.test\", \"jwks_uri\": \"x\"}"))
        .isEqualTo(new ClusterIssuer("https://issuer.test"));
  }

  @ParameterizedTest
  @CsvSource({"403, forbidden", "404, none", "200, not JSON", "200, {}"})
  void namesTheSettingWhereTheApiServerDoesNotTell(int status, String body) {
    assertThatThrownBy(() -> discover(status, body))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rolecall.cluster.issuer");
  }

  private static ClusterIssuer discover(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build())
            .build()) {
      return ClusterIssuer.discover(client);
    } finally {
      server.stop(0);
    }
  }
}
