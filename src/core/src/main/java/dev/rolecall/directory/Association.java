package dev.rolecall.directory;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives workloads of its namespace a role.
 *
 * @param name the name of its object
 * @param serviceAccounts names, each perhaps with {@code *} and {@code ?}; one must match
 * @param podLabels labels that a pod must have, all of them
 * @param role the role; null where the association only adds tags or a session policy
 */
public record Association(
    String namespace,
    String name,
    List<String> serviceAccounts,
    Map<String, String> podLabels,
    @Nullable RoleArn role,
    Map<String, String> tags,
    @Nullable PolicyDocument sessionPolicy) {
  public Association {
    serviceAccounts = List.copyOf(serviceAccounts);
    podLabels = Map.copyOf(podLabels);
    tags = Map.copyOf(tags);
  }
}
