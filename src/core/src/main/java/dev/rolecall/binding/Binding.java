package dev.rolecall.binding;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which role a workload asks for, and what its associations add. */
public sealed interface Binding {
  /**
   * @param role the role; whether it exists and trusts the workload is for others to say
   * @param namedBy where the name was found, {@code pod annotation rolecall.dev/role}
   * @param target the role that the session of {@code role} goes on to assume: what the workload
   *     gets is a session of this one, which session policies and tags are for
   * @param sessionPolicies of every matching association: each must allow
   * @param tags session tags of matching associations
   * @param attestedTags whether the session has the tags that sts attests besides
   */
  record Bound(
      RoleArn role,
      String namedBy,
      Optional<RoleArn> target,
      List<PolicyDocument> sessionPolicies,
      Map<String, String> tags,
      boolean attestedTags)
      implements Binding {
    public Bound {
      sessionPolicies = List.copyOf(sessionPolicies);
      tags = Map.copyOf(tags);
    }

    /** One that no association adds anything to. */
    public static Bound toRole(RoleArn role, String namedBy) {
      return new Bound(role, namedBy, Optional.empty(), List.of(), Map.of(), true);
    }

    /** The same with what associations add. */
    Bound with(List<PolicyDocument> policies, Map<String, String> more) {
      return new Bound(role, namedBy, target, policies, more, attestedTags);
    }

    /** The role of the session that the workload gets. */
    public RoleArn worn() {
      return target.orElse(role);
    }
  }

  /**
   * @param reason a sentence: no account, no role named, a name that is none
   */
  record Unbound(String reason) implements Binding {}
}
