package dev.rolecall.agent.config;

import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.net.OpenAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a node's agent listens. Rules of the guard bring there what pods send to the well-known
 * addresses.
 *
 * @param eks {@code ROLECALL_EKS_LISTEN}
 * @param ecs {@code ROLECALL_ECS_LISTEN}
 * @param imds {@code ROLECALL_IMDS_LISTEN}
 * @param health {@code ROLECALL_HEALTH_LISTEN}
 * @param metrics {@code ROLECALL_METRICS_LISTEN}; metrics alone, for who is not on the node
 */
public record ListenConfig(
    List<ListenAddress> eks,
    List<ListenAddress> ecs,
    List<ListenAddress> imds,
    ListenAddress health,
    Optional<OpenAddress> metrics) {
  public static final String DEFAULT_HEALTH = "127.0.0.1:8494";

  /** What {@code --help} says of the variables. */
  static final String VARIABLES =
      """
      ROLECALL_EKS_LISTEN        addresses and ports, with commas between them; default
                                 169.254.170.23:8491,[fd00:ec2::23]:8491.
      ROLECALL_ECS_LISTEN        likewise; default 169.254.170.2:8492.
      ROLECALL_IMDS_LISTEN       likewise; default 169.254.170.254:8493,[fd00:ec2::170:254]:8493.
      ROLECALL_HEALTH_LISTEN     for /healthz, /readyz and /metrics; default 127.0.0.1:8494.
      ROLECALL_METRICS_LISTEN    for /metrics alone, for anybody who reaches the address, such as
                                 0.0.0.0:8495; nowhere where it is not set.
      """;

  public ListenConfig {
    eks = List.copyOf(eks);
    ecs = List.copyOf(ecs);
    imds = List.copyOf(imds);
  }

  /** Null where something is bad, which the reader has noted. */
  static @Nullable ListenConfig read(EnvironmentReader reader) {
    List<ListenAddress> eks =
        reader.orElse(
            "ROLECALL_EKS_LISTEN",
            "169.254.170.23:8491,[fd00:ec2::23]:8491",
            ListenConfig::addresses);
    List<ListenAddress> ecs =
        reader.orElse("ROLECALL_ECS_LISTEN", "169.254.170.2:8492", ListenConfig::addresses);
    List<ListenAddress> imds =
        reader.orElse(
            "ROLECALL_IMDS_LISTEN",
            "169.254.170.254:8493,[fd00:ec2::170:254]:8493",
            ListenConfig::addresses);
    ListenAddress health =
        reader.orElse("ROLECALL_HEALTH_LISTEN", DEFAULT_HEALTH, ListenAddress::parse);
    Optional<OpenAddress> metrics = reader.optional("ROLECALL_METRICS_LISTEN", OpenAddress::parse);
    return eks == null || ecs == null || imds == null || health == null
        ? null
        : new ListenConfig(eks, ecs, imds, health, metrics);
  }

  private static List<ListenAddress> addresses(String text) {
    return List.of(text.split(",", -1)).stream()
        .map(address -> ListenAddress.parse(address.strip()))
        .toList();
  }
}
