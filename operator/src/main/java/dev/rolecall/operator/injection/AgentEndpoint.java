package dev.rolecall.operator.injection;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where containers find an agent. The link-local addresses are those of EKS. */
public enum AgentEndpoint {
  NODE_IPV4("ipv4", "http://169.254.170.23", "169.254.170.23", Map.of()),
  /**
   * For pods without IPv4. The SDK for Java takes this address only where the mode of the metadata
   * service says so, and then no other.
   */
  NODE_IPV6(
      "ipv6",
      "http://[fd00:ec2::23]",
      "fd00:ec2::23",
      Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6")),
  /** Of a sidecar: no choice of a setting. */
  LOOPBACK("", "http://" + Sidecar.ADDRESS, "127.0.0.1", Map.of());

  private final String word;
  private final String url;
  private final String host;
  private final Map<String, String> variables;

  AgentEndpoint(String word, String url, String host, Map<String, String> variables) {
    this.word = word;
    this.url = url;
    this.host = host;
    this.variables = variables;
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

  /** Without a path. */
  String url() {
    return url;
  }

  /** As lists of hosts without a proxy have it. */
  String host() {
    return host;
  }

  /** What SDKs must know besides the URL. */
  Map<String, String> variables() {
    return variables;
  }
}
