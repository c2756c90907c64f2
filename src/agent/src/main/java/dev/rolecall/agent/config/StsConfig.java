package dev.rolecall.agent.config;

import dev.rolecall.agent.net.StsEndpoint;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where sts is, and who the agent is to it.
 *
 * @param endpoint {@code ROLECALL_STS_URL} and {@code ROLECALL_STS_CA}
 * @param tokenFile {@code ROLECALL_AGENT_TOKEN_FILE}
 * @param clusterName {@code ROLECALL_CLUSTER_NAME}
 */
public record StsConfig(StsEndpoint endpoint, Path tokenFile, String clusterName) {
  /** What {@code --help} says of the variables. */
  static final String VARIABLES =
      """
      ROLECALL_STS_URL           where sts is, https://host[:port]; http:// for loopback only. Required.
      ROLECALL_STS_CA            PEM certificates that sts's must chain to (the text, not a file);
                                 without it the system's certificates count.
      ROLECALL_AGENT_TOKEN_FILE  the agent's own token, audience agent.rolecall.dev. Required.
      ROLECALL_CLUSTER_NAME      the cluster's name as sts knows it; default rolecall.
      """;

  private static final Pattern CLUSTER_NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");

  /** Null where something is missing or bad, which the reader has noted. */
  static @Nullable StsConfig read(EnvironmentReader reader) {
    Optional<String> ca = reader.optional("ROLECALL_STS_CA", StsEndpoint::checkedCertificates);
    StsEndpoint endpoint = reader.required("ROLECALL_STS_URL", url -> StsEndpoint.parse(url, ca));
    Path tokenFile = reader.required("ROLECALL_AGENT_TOKEN_FILE", EnvironmentReader::path);
    String clusterName = reader.orElse("ROLECALL_CLUSTER_NAME", "rolecall", StsConfig::clusterName);
    return endpoint == null || tokenFile == null || clusterName == null
        ? null
        : new StsConfig(endpoint, tokenFile, clusterName);
  }

  private static String clusterName(String text) {
    if (!CLUSTER_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must have 1 to 100 letters, digits, hyphens and underscores, a letter or digit first");
    }
    return text;
  }
}
