package dev.rolecall.operator.injection.plan;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where containers find an agent. The link-local addresses are those of EKS. */
public enum AgentEndpoint {
  NODE_IPV4("ipv4", new Endpoint("http://169.254.170.23", "169.254.170.23", Map.of())),
  /**
   * For pods without IPv4. The SDK for Java takes this address only where the mode of the metadata
   * service says so, and then no other.
   */
  NODE_IPV6(
      "ipv6",
      new Endpoint(
          "http://[fd00:ec2::23]",
          "fd00:ec2::23",
          Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6"))),
  /** Of a sidecar: no choice of a setting. */
  LOOPBACK("", new Endpoint("http://" + Sidecar.ADDRESS, "127.0.0.1", Map.of()));

  private final String word;
  private final Endpoint endpoint;

  AgentEndpoint(String word, Endpoint endpoint) {
    this.word = word;
    this.endpoint = endpoint;
  }

  /** The endpoint of a node's agent that has this word; empty where there is none. */
  public static Optional<AgentEndpoint> ofNode(String word) {
    return Arrays.stream(values())
        .filter(endpoint -> endpoint != LOOPBACK && endpoint.word.equals(word))
        .findFirst();
  }

  /** Every word, for messages. */
  public static String words() {
    return Arrays.stream(values())
        .filter(endpoint -> endpoint != LOOPBACK)
        .map(endpoint -> endpoint.word)
        .collect(Collectors.joining(", "));
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * An agent, or sts itself.
   *
   * @param url without a path
   * @param host as lists of hosts without a proxy have it
   * @param variables what SDKs must know besides the URL
   */
  record Endpoint(String url, String host, Map<String, String> variables) {
    static Endpoint of(URI sts) {
      return new Endpoint(sts.toString(), sts.getHost(), Map.of());
    }
  }
}
