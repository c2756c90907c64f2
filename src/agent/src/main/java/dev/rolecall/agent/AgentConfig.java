package dev.rolecall.agent;

import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.net.StsEndpoint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The agent's configuration, all of it from the environment.
 *
 * @param listen {@code ROLECALL_LISTEN}
 * @param sts {@code ROLECALL_STS_URL} and {@code ROLECALL_STS_CA}
 * @param tokenFile {@code ROLECALL_AGENT_TOKEN_FILE}
 * @param clusterName {@code ROLECALL_CLUSTER_NAME}
 */
public record AgentConfig(
    ListenAddress listen, StsEndpoint sts, Path tokenFile, String clusterName) {
  static final String DEFAULT_LISTEN = "127.0.0.1:8481";

  /** What {@code --help} says of the variables. */
  static final String VARIABLES =
      """
      ROLECALL_STS_URL           where sts is, https://host[:port]; http:// for loopback only. Required.
      ROLECALL_STS_CA            PEM certificates that sts's must chain to (the text, not a file);
                                 without it the system's certificates count.
      ROLECALL_AGENT_TOKEN_FILE  the agent's own token, audience agent.rolecall.dev. Required.
      ROLECALL_LISTEN            a loopback or link-local address and a port; default 127.0.0.1:8481.
      ROLECALL_CLUSTER_NAME      the cluster's name as sts knows it; default rolecall.
      """;

  private static final Pattern CLUSTER_NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");

  /** What a look at the environment gave. */
  sealed interface Reading {
    record Complete(AgentConfig config) implements Reading {}

    /**
     * @param problems all of them, each a sentence that begins with the variable's name
     */
    record Faulty(List<String> problems) implements Reading {}
  }

  static Reading read(Map<String, String> environment) {
    Reader reader = new Reader(environment, new ArrayList<>());
    ListenAddress listen = reader.value("ROLECALL_LISTEN", DEFAULT_LISTEN, ListenAddress::parse);
    Optional<String> ca =
        environment.getOrDefault("ROLECALL_STS_CA", "").isBlank()
            ? Optional.empty()
            : Optional.ofNullable(
                reader.value("ROLECALL_STS_CA", null, StsEndpoint::checkedCertificates));
    StsEndpoint sts = reader.value("ROLECALL_STS_URL", null, url -> StsEndpoint.parse(url, ca));
    Path tokenFile = reader.value("ROLECALL_AGENT_TOKEN_FILE", null, AgentConfig::path);
    String clusterName =
        reader.value("ROLECALL_CLUSTER_NAME", "rolecall", AgentConfig::clusterName);
    return listen == null
            || sts == null
            || tokenFile == null
            || clusterName == null
            || !reader.problems().isEmpty()
        ? new Reading.Faulty(List.copyOf(reader.problems()))
        : new Reading.Complete(new AgentConfig(listen, sts, tokenFile, clusterName));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path", e);
    }
  }

  private static String clusterName(String text) {
    if (!CLUSTER_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must have 1 to 100 letters, digits, hyphens and underscores, a letter or digit first");
    }
    return text;
  }

  /** Reads variables one by one and collects what is wrong with them. */
  private record Reader(Map<String, String> environment, List<String> problems) {
    private static final int SHOWN = 80;

    /** The value; null where there is none or it is bad, which is noted. */
    <T> @Nullable T value(String name, @Nullable String fallback, Function<String, T> form) {
      String text = environment.getOrDefault(name, "").strip();
      String used = text.isEmpty() ? fallback : text;
      if (used == null) {
        problems.add(name + " is not set.");
        return null;
      }
      try {
        return form.apply(used);
      } catch (IllegalArgumentException e) {
        problems.add(name + " " + e.getMessage() + "; it is '" + shown(used) + "'.");
        return null;
      }
    }

    /** One short line of it, and nothing where it may hold a password. */
    private static String shown(String value) {
      String line = value.contains("@") ? "" : value.lines().findFirst().orElse("");
      String cut = line.substring(0, Math.min(SHOWN, line.length()));
      return cut.length() < value.length() ? cut + "..." : cut;
    }
  }
}
