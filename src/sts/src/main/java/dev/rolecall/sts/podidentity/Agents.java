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
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.sts.limit.Share;
import dev.rolecall.token.TokenResult;
import java.util.Optional;
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
    return tokens.verify(token(call), Audience.AGENT);
  }

  private static String token(HttpCall call) {
    return call.bearerToken().orElse("");
  }

  /** Whoever sent the call, which is paid by its own share from here on. */
  public Agent require(TokenResult result, HttpCall call, AuditTrail trail)
      throws RefusedException {
    Agent agent = agent(result);
    trail.fact(AuditFields.AGENT, agent.workload().pod().toString());
    if (agent instanceof Agent.OfNode) {
      // What a pod says of traces is its own, also where it has an agent beside it.
      trail.callerIsKnown();
    }
    requireShare(call.caller(), agent.principal(), Credential.token(token(call)));
    return agent;
  }

  /** The same for what only the agent of a node may ask. */
  public Agent.OfNode requireOfNode(TokenResult result, HttpCall call, AuditTrail trail)
      throws RefusedException {
    Agent agent = require(result, call, trail);
    if (agent instanceof Agent.OfNode ofNode && !ofNode.node().isEmpty()) {
      trail.fact(AuditFields.NODE, ofNode.node());
      return ofNode;
    }
    throw new RefusedException(
        Refusal.of(
            Kind.AGENT_NOT_AUTHENTICATED,
            "pod %s is not the agent of a node".formatted(agent.workload().pod())));
  }

  /**
   * @param by what proved it; none where nothing did that will come again
   */
  static void requireShare(Caller caller, Principal principal, Credential by)
      throws RefusedException {
    Optional<Share> spent = caller.proved(principal, by);
    if (spent.isPresent()) {
      throw new RefusedException(Refusal.throttled(spent.get()));
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
