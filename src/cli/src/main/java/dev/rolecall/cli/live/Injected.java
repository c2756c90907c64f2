package dev.rolecall.cli.live;

import dev.rolecall.identity.Audience;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a pod was given its way to credentials, as its spec shows: by the audience of its token, the
 * sidecar beside it, or its id at the ECS endpoint.
 */
public enum Injected {
  NODE(
      "node",
      "pods.eks.amazonaws.com",
      List.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")),
  SIDECAR("sidecar", NODE.service, NODE.variables),
  WEB_IDENTITY(
      "web-identity",
      "sts.amazonaws.com",
      List.of("AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ENDPOINT_URL_STS")),
  ECS("ecs", "ecs-tasks.amazonaws.com", List.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"));

  /** The agent's container beside a workload. */
  public static final String SIDECAR_NAME = "rolecall-agent";

  /** The annotation of a pod's id at the ECS endpoint. */
  public static final String CREDENTIALS_ID = "rolecall.dev/credentials-id";

  private static final Set<String> STATIC_KEYS =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE");
  private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final String RELATIVE_URI = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";

  private final String word;
  private final String service;
  private final List<String> variables;

  Injected(String word, String service, List<String> variables) {
    this.word = word;
    this.service = service;
    this.variables = variables;
  }

  /** Empty where nothing was injected. */
  public static Optional<Injected> of(Pod pod) {
    var annotations = pod.getMetadata().getAnnotations();
    if (annotations != null && annotations.containsKey(CREDENTIALS_ID)) {
      return Optional.of(ECS);
    }
    if (hasToken(pod, NODE) || variable(pod, NODE.variables.getFirst()).isPresent()) {
      return Optional.of(hasSidecar(pod) ? SIDECAR : NODE);
    }
    return variable(pod, TOKEN_FILE).isPresent() && hasToken(pod, WEB_IDENTITY)
        ? Optional.of(WEB_IDENTITY)
        : Optional.empty();
  }

  /** As the annotation {@code rolecall.dev/mode} has it. */
  public String word() {
    return word;
  }

  /** The service that the role must trust; for web identity, the audience of its token. */
  public String service() {
    return service;
  }

  /** What each container's environment must have. */
  public List<String> variables() {
    return variables;
  }

  /** Whether SDKs prefer a variable to what is injected. */
  public boolean hasRival(String variable) {
    return STATIC_KEYS.contains(variable)
        || variable.equals(TOKEN_FILE) && this != WEB_IDENTITY
        || variable.equals(RELATIVE_URI) && (this == NODE || this == SIDECAR);
  }

  /** Whether the agent of the node serves it. */
  public boolean needsNodeAgent() {
    return this == NODE || this == ECS;
  }

  /** The containers that are to have credentials, in the order in which they run. */
  public static List<Container> containers(Pod pod) {
    return all(pod).filter(container -> !SIDECAR_NAME.equals(container.getName())).toList();
  }

  public static boolean hasSidecar(Pod pod) {
    return all(pod).anyMatch(container -> SIDECAR_NAME.equals(container.getName()));
  }

  /** The first value that a container has of a variable. */
  public static Optional<String> variable(Pod pod, String name) {
    return containers(pod).stream()
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> name.equals(variable.getName()))
        .map(EnvVar::getValue)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * The audience of a volume's token, where it holds one that is good for this way; for web
   * identity service accounts may choose it.
   */
  public Optional<String> audience(Volume volume) {
    return Optional.ofNullable(volume.getProjected()).stream()
        .flatMap(projected -> projected.getSources().stream())
        .map(VolumeProjection::getServiceAccountToken)
        .filter(Objects::nonNull)
        .map(ServiceAccountTokenProjection::getAudience)
        .filter(Objects::nonNull)
        .filter(audience -> this == WEB_IDENTITY ? !isOther(audience) : audience.equals(service))
        .findFirst();
  }

  /** Whether it is another way's, or the API server's own. */
  private static boolean isOther(String audience) {
    return audience.isEmpty()
        || audience.equals(NODE.service)
        || audience.equals(Audience.AGENT.value());
  }

  private static boolean hasToken(Pod pod, Injected way) {
    return Stream.ofNullable(pod.getSpec().getVolumes())
        .flatMap(List::stream)
        .anyMatch(volume -> way.audience(volume).isPresent());
  }

  private static Stream<Container> all(Pod pod) {
    PodSpec spec = pod.getSpec();
    return Stream.of(spec.getInitContainers(), spec.getContainers())
        .filter(Objects::nonNull)
        .flatMap(List::stream);
  }
}
