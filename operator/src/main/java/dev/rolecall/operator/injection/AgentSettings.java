package dev.rolecall.operator.injection;

import java.util.List;

/**
 * The agent's container.
 *
 * @param image its image
 * @param command its command; the image's own where empty
 * @param healthCommand a command in the container that succeeds while the agent is ready; no probes
 *     where empty
 * @param cpuRequest a Kubernetes quantity
 * @param memory a Kubernetes quantity: request and limit
 */
public record AgentSettings(
    String image,
    List<String> command,
    List<String> healthCommand,
    String cpuRequest,
    String memory) {
  public AgentSettings {
    command = List.copyOf(command);
    healthCommand = List.copyOf(healthCommand);
  }
}
