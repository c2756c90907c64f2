package dev.rolecall.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every policy that bears on one request.
 *
 * @param identity the caller's own policies (a role's inline and managed ones)
 * @param resource the resource's policy; for {@code sts:} actions on a role its trust policy
 * @param boundaries permissions boundaries, each of which must allow
 * @param session the session policy
 * @param scps levels from the root down, each a list of documents of which one must allow
 * @param rcps likewise, of the resource's account
 */
public record Policies(
    List<PolicyDocument> identity,
    @Nullable PolicyDocument resource,
    List<PolicyDocument> boundaries,
    @Nullable PolicyDocument session,
    List<List<PolicyDocument>> scps,
    List<List<PolicyDocument>> rcps) {
  public Policies {
    identity = List.copyOf(identity);
    boundaries = List.copyOf(boundaries);
    scps = scps.stream().map(List::copyOf).toList();
    rcps = rcps.stream().map(List::copyOf).toList();
  }

  /** Nothing but a resource's policy, as for principals that have no policies of their own. */
  public static Policies ofResource(PolicyDocument resource) {
    return new Policies(List.of(), resource, List.of(), null, List.of(), List.of());
  }
}
