package dev.rolecall.directory;

import dev.rolecall.identity.RoleArn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives processes of nodes a role: never pods.
 *
 * @param name the name of its object
 * @param nodeLabels labels that a node must have, all of them; a kubelet cannot give itself these
 * @param role null where the profile cannot be read: its nodes then have no role, and no other's
 */
public record InstanceProfile(String name, Map<String, String> nodeLabels, @Nullable RoleArn role) {
  public InstanceProfile {
    nodeLabels = Map.copyOf(nodeLabels);
    if (nodeLabels.isEmpty()) {
      throw new IllegalArgumentException("an instance profile selects nodes by a label at least");
    }
  }

  /** Whether it selects a node that has these labels. */
  public boolean selects(Map<String, String> labels) {
    return labels.entrySet().containsAll(nodeLabels.entrySet());
  }
}
