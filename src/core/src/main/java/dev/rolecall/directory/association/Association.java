package dev.rolecall.directory.association;

import dev.rolecall.directory.LabelSelector;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives workloads of its namespace a role, session tags or a session policy.
 *
 * @param name the name of its object
 * @param serviceAccounts names, each perhaps with {@code *} and {@code ?}; one must match
 * @param podSelector which of their pods
 * @param role empty where the association only adds tags or a session policy
 * @param tags values by keys
 */
public record Association(
    String namespace,
    String name,
    List<String> serviceAccounts,
    LabelSelector podSelector,
    Optional<AssociatedRole> role,
    Map<String, TagTemplate> tags,
    @Nullable PolicyDocument sessionPolicy) {
  public Association {
    serviceAccounts = List.copyOf(serviceAccounts);
    tags = Map.copyOf(tags);
  }
}
