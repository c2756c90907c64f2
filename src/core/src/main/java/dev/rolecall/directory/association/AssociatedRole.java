package dev.rolecall.directory.association;

import dev.rolecall.identity.RoleArn;
import java.util.Optional;

/**
 * The role that an association names.
 *
 * @param priority of several associations the highest decides
 * @param target the role that the session of {@code role} goes on to assume: the workload gets a
 *     session of this one
 * @param attestedTags whether sessions have the tags that sts attests
 */
public record AssociatedRole(
    RoleArn role, int priority, Optional<RoleArn> target, boolean attestedTags) {
  /** A role as it stands: priority 0, no target, attested tags. */
  public static AssociatedRole of(RoleArn role) {
    return new AssociatedRole(role, 0, Optional.empty(), true);
  }

  /** Whether both lead to sessions of the same role by the same way. */
  public boolean leadsToTheSame(AssociatedRole other) {
    return role.equals(other.role) && target.equals(other.target);
  }
}
