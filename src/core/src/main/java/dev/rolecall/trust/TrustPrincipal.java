package dev.rolecall.trust;

import dev.rolecall.identity.Arn;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.token.VerifiedToken;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who wants to wear a role. */
public sealed interface TrustPrincipal {
  /** The bearer of a web identity token. */
  record WebIdentity(VerifiedToken token, TrustedIssuer.Kind issuer) implements TrustPrincipal {}

  /**
   * A service on behalf of a workload that was attested, {@code pods.eks.amazonaws.com}.
   *
   * @param source the ARN of the workload's cluster, whose account is the workload's: {@code
   *     aws:SourceArn}
   */
  record Service(String name, Workload workload, Arn source) implements TrustPrincipal {}

  /**
   * A service on behalf of a node, {@code ec2.amazonaws.com}: an administrator of the cluster named
   * the role for it.
   */
  record Node(String service, String name) implements TrustPrincipal {}

  /**
   * A session of another role, or of the same. Unlike the others it has policies of its own, which
   * are asked together with the trust policy.
   *
   * @param policies all that bear on it, without the trust policy
   * @param facts the condition keys that describe it, {@code aws:PrincipalArn}
   */
  record RoleSession(Caller caller, PolicySet policies, Map<String, String> facts)
      implements TrustPrincipal {
    public RoleSession {
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
  }
}
