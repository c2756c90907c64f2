package dev.rolecall.binding;

import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Map;

/** Which role a workload asks for, and what its associations add. */
public sealed interface Binding {
  /**
   * @param role the role; whether it exists and trusts the workload is for others to say
   * @param namedBy where the name was found, {@code pod annotation rolecall.dev/role}
   * @param sessionPolicies of every matching association: each must allow
   * @param tags session tags of matching associations
   */
  record Bound(
      RoleArn role, String namedBy, List<PolicyDocument> sessionPolicies, Map<String, String> tags)
      implements Binding {
    public Bound {
      sessionPolicies = List.copyOf(sessionPolicies);
      tags = Map.copyOf(tags);
    }
  }

  /**
   * @param reason a sentence: no account, no role named, a name that is none
   */
  record Unbound(String reason) implements Binding {}
}
