package dev.rolecall.operator.injection.plan;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The agent's container.
 *
 * @param stsUrl where it finds sts
 * @param clusterName the cluster's name on the EKS wire
 * @param image its image
 * @param command its command; the image's own where empty
 * @param healthCommand a command in the container that succeeds while the agent is ready; no probes
 *     where empty
 * @param resources its requests and limits
 */
public record AgentSettings(
    URI stsUrl,
    String clusterName,
    String image,
    List<String> command,
    List<String> healthCommand,
    Resources resources) {
  public AgentSettings {
    command = List.copyOf(command);
    healthCommand = List.copyOf(healthCommand);
  }

  /**
   * Kubernetes quantities.
   *
   * @param cpuLimit none where empty
   * @param memory request and limit
   */
  public record Resources(String cpuRequest, Optional<String> cpuLimit, String memory) {}
}
