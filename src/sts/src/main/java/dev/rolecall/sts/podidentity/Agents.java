package dev.rolecall.sts.podidentity;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.limit.Caller;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.token.TokenResult;
import java.util.concurrent.CompletionStage;

/** Finds out which agent calls, and whether it has a call left. */
public final class Agents {
  private final ClusterTokens tokens;
  private final ServiceAccountRef nodeAgent;

  public Agents(ClusterTokens tokens, ServiceAccountRef nodeAgent) {
    this.tokens = tokens;
    this.nodeAgent = nodeAgent;
  }

  /** Verifies the token that the call brings; completes at once where the keys are cached. */
  public CompletionStage<TokenResult> verify(HttpCall call) {
    return tokens.verify(call.bearerToken().orElse(""), Audience.AGENT);
  }

  /** Whoever sent the call, which is paid by its own share from here on. */
  public Agent require(TokenResult result, Caller caller, AuditTrail trail)
      throws RefusedException {
    Agent agent = agent(result);
    trail.fact(AuditFields.AGENT, agent.workload().pod().toString());
    requireShare(caller, agent.principal());
    return agent;
  }

  /** The same for what only the agent of a node may ask. */
  public Agent.OfNode requireOfNode(TokenResult result, Caller caller, AuditTrail trail)
      throws RefusedException {
    Agent agent = require(result, caller, trail);
    if (agent instanceof Agent.OfNode ofNode && !ofNode.node().isEmpty()) {
      trail.fact(AuditFields.NODE, ofNode.node());
      return ofNode;
    }
    throw new RefusedException(
        Refusal.of(
            Kind.AGENT_NOT_AUTHENTICATED,
            "pod %s is not the agent of a node".formatted(agent.workload().pod())));
  }

  static void requireShare(Caller caller, Principal principal) throws RefusedException {
    if (!caller.proved(principal)) {
      throw new RefusedException(Refusal.throttled(principal));
    }
  }

  /** What is wrong with the agent's token is not the pod's to know. */
  private Agent agent(TokenResult result) throws RefusedException {
    try {
      return Agent.of(tokens.attest(result), nodeAgent);
    } catch (RefusedException e) {
      Refusal refusal = e.refusal();
      boolean passing =
          refusal.kind() == Kind.NOT_KNOWN_YET || refusal.kind() == Kind.KEYS_UNAVAILABLE;
      throw new RefusedException(
          Refusal.of(
              passing ? refusal.kind() : Kind.AGENT_NOT_AUTHENTICATED,
              "the agent: " + refusal.reason()));
    }
  }
}
