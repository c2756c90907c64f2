package dev.rolecall.operator.state;

import dev.rolecall.kube.directory.HeldRoles;
import java.util.Optional;

/**
 * What is to be said in a resource's status.
 *
 * @param generation of the resource that was judged
 * @param ready whether the resource is in use as it stands
 * @param reason a word in CamelCase
 * @param message a sentence; what is wrong and how to mend it where something is
 * @param role of a role in an account: what it is known by
 * @param toHold what is to be written into a role's annotation
 */
public record Verdict(
    long generation,
    boolean ready,
    String reason,
    String message,
    Optional<RoleIdentity> role,
    Optional<HeldRoles> toHold) {
  Verdict withToHold(Optional<HeldRoles> due) {
    return new Verdict(generation, ready, reason, message, role, due);
  }

  /** A role's ARN and its unique id. */
  public record RoleIdentity(String arn, String id) {}
}
