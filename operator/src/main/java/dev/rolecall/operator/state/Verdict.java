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
 * @param facts what else is known of it
 */
public record Verdict(
    long generation,
    boolean ready,
    String reason,
    String message,
    Optional<RoleIdentity> role,
    Optional<HeldRoles> toHold,
    Facts facts) {
  /** One that says no more than this. */
  public static Verdict of(long generation, boolean ready, String reason, String message) {
    return new Verdict(
        generation,
        ready,
        reason,
        message,
        Optional.empty(),
        Optional.empty(),
        new Facts.Nothing());
  }

  public Verdict withRole(Optional<RoleIdentity> identity) {
    return new Verdict(generation, ready, reason, message, identity, toHold, facts);
  }

  Verdict withToHold(Optional<HeldRoles> due) {
    return new Verdict(generation, ready, reason, message, role, due, facts);
  }

  public Verdict withFacts(Facts known) {
    return new Verdict(generation, ready, reason, message, role, toHold, known);
  }

  /** A role's ARN and its unique id. */
  public record RoleIdentity(String arn, String id) {}
}
