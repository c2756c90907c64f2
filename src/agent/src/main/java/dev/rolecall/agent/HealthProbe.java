package dev.rolecall.agent;

import dev.rolecall.agent.config.AgentConfig;
import dev.rolecall.agent.config.ListenConfig;
import dev.rolecall.agent.net.ListenAddress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;

/**
 * Asks the agent of the same pod, or of the same node, whether it is ready: a kubelet cannot reach
 * a pod's loopback, so probes run this in the container.
 */
final class HealthProbe {
  private static final int TIMEOUT_MS = 1_000;

  private HealthProbe() {}

  /** The exit status: 0 where the agent is ready. */
  static int run(Map<String, String> environment) {
    return Mode.of(environment) == Mode.NODE
        ? run(environment, "ROLECALL_HEALTH_LISTEN", ListenConfig.DEFAULT_HEALTH, "/readyz")
        : run(environment, "ROLECALL_LISTEN", AgentConfig.DEFAULT_LISTEN, "/healthz");
  }

  private static int run(
      Map<String, String> environment, String variable, String fallback, String path) {
    String listen = environment.getOrDefault(variable, "");
    String address = listen.isBlank() ? fallback : listen.strip();
    try {
      URI uri = URI.create("http://" + ListenAddress.parse(address) + path);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        return 0;
      }
      System.err.println("rolecall-agent: not ready: " + uri + " answers " + status + ".");
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("rolecall-agent: not ready at " + address + ": " + e.getMessage() + ".");
    }
    return 1;
  }
}
