package dev.rolecall.agent.metadata;

import dev.rolecall.agent.endpoint.RequestPath;
import dev.rolecall.agent.node.NodeContainer;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.identity.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metadata URI asks for. A container's URI ends in the pod's id, a hyphen and the
 * container's name, as it was set when the pod was made: a connection tells the pod, not the
 * container. The id alone stands for the pod's first container.
 *
 * @param version 3 or 4
 * @param endpoint the id in the URI
 */
record MetadataRoute(String version, String endpoint, What what) {
  /** What is told of the container or the task. */
  enum What {
    CONTAINER,
    TASK,
    TASK_WITH_TAGS,
    CONTAINER_STATS,
    TASK_STATS
  }

  private static final Pattern FORM = Pattern.compile("/v([34])/([^/]+)(|/.+)");

  private static final Map<String, What> PATHS =
      Map.of(
          "", What.CONTAINER,
          "/task", What.TASK,
          "/taskWithTags", What.TASK_WITH_TAGS,
          "/stats", What.CONTAINER_STATS,
          "/task/stats", What.TASK_STATS);

  /**
   * @param target as on the request line
   */
  static Optional<MetadataRoute> of(String target) {
    return RequestPath.decoded(target)
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .flatMap(path ->
            Optional.ofNullable(PATHS.get(path.group(3)))
                .map(what -> new MetadataRoute(path.group(1), path.group(2), what)));
  }

  /** The container of {@code pod} that is meant; empty where the id is not the pod's. */
  Optional<NodeContainer> container(NodePod pod) {
    String own = pod.credentialsId().orElse("");
    if (own.isEmpty() || endpoint.length() < own.length()) {
      return Optional.empty();
    }
    boolean isOwn = new Secret(own).matches(endpoint.substring(0, own.length()));
    return isOwn ? named(pod, endpoint.substring(own.length())) : Optional.empty();
  }

  private static Optional<NodeContainer> named(NodePod pod, String rest) {
    return pod.containers().stream()
        .filter(container -> rest.isEmpty() || rest.equals("-" + container.name()))
        .findFirst();
  }

  @Override
  public String toString() {
    return "v" + version + " " + what;
  }
}
