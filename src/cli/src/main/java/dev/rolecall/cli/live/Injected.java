package dev.rolecall.cli.live;

import dev.rolecall.identity.Audience;
import dev.rolecall.identity.Audiences;
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
      Audience.CONTAINER_CREDENTIALS,
      List.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")),
  SIDECAR("sidecar", NODE.service, NODE.audience, NODE.variables),
  WEB_IDENTITY(
      "web-identity",
      "sts.amazonaws.com",
      Audience.WEB_IDENTITY,
      List.of("AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ENDPOINT_URL_STS")),
  ECS(
      "ecs",
      "ecs-tasks.amazonaws.com",
      Audience.CONTAINER_CREDENTIALS,
      List.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"));

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
  private final Audience audience;
  private final List<String> variables;

  Injected(String word, String service, Audience audience, List<String> variables) {
    this.word = word;
    this.service = service;
    this.audience = audience;
    this.variables = variables;
  }

  /**
   * Empty where nothing was injected.
   *
   * @param audiences of the cluster
   */
  public static Optional<Injected> of(Pod pod, Audiences audiences) {
    var annotations = pod.getMetadata().getAnnotations();
    if (annotations != null && annotations.containsKey(CREDENTIALS_ID)) {
      return Optional.of(ECS);
    }
    if (hasToken(pod, NODE, audiences) || variable(pod, NODE.variables.getFirst()).isPresent()) {
      return Optional.of(hasSidecar(pod) ? SIDECAR : NODE);
    }
    return variable(pod, TOKEN_FILE).isPresent() && hasToken(pod, WEB_IDENTITY, audiences)
        ? Optional.of(WEB_IDENTITY)
        : Optional.empty();
  }

  /** As the annotation {@code rolecall.dev/mode} has it. */
  public String word() {
    return word;
  }

  /** The service that the role must trust; for web identity STS, which lets tokens in. */
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
   *
   * @param audiences of the cluster
   */
  public Optional<String> audience(Volume volume, Audiences audiences) {
    return Optional.ofNullable(volume.getProjected()).stream()
        .flatMap(projected -> projected.getSources().stream())
        .map(VolumeProjection::getServiceAccountToken)
        .filter(Objects::nonNull)
        .map(ServiceAccountTokenProjection::getAudience)
        .filter(Objects::nonNull)
        .filter(of ->
            this == WEB_IDENTITY
                ? !of.isEmpty() && !audiences.ofOthers(audience).contains(of)
                : audiences.of(audience).contains(of))
        .findFirst();
  }

  private static boolean hasToken(Pod pod, Injected way, Audiences audiences) {
    return Stream.ofNullable(pod.getSpec().getVolumes())
        .flatMap(List::stream)
        .anyMatch(volume -> way.audience(volume, audiences).isPresent());
  }

  private static Stream<Container> all(Pod pod) {
    PodSpec spec = pod.getSpec();
    return Stream.of(spec.getInitContainers(), spec.getContainers())
        .filter(Objects::nonNull)
        .flatMap(List::stream);
  }
}
