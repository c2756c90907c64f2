package dev.rolecall.sts.podidentity;

import dev.rolecall.identity.Audience;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.ClusterTokens.PodToken;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * AssumeRoleForPodIdentity: an agent asks for the credentials of a pod, with the pod's token and
 * its own. A node's agent may ask for pods of the node that its own pod is on, anyone else for the
 * pod that it is in.
 */
public final class PodIdentityService {
  static final String SERVICE = "pods.eks.amazonaws.com";

  private final Agents agents;
  private final ClusterTokens tokens;
  private final OpenWays ways;
  private final PodSessions sessions;

  public PodIdentityService(
      Agents agents, ClusterTokens tokens, OpenWays ways, PodSessions sessions) {
    this.agents = agents;
    this.tokens = tokens;
    this.ways = ways;
    this.sessions = sessions;
  }

  /**
   * Completes on any thread, at once where the issuer's keys are cached.
   *
   * @param call with the agent's token, where it sent one
   */
  CompletionStage<Result> assume(HttpCall call, String podToken, AuditTrail trail) {
    return agents.verify(call).thenCompose(agent -> ask(agent, podToken, call, trail));
  }

  /** Looks at the pod's token only for an agent that proved who it is. */
  private CompletionStage<Result> ask(
      TokenResult agentResult, String podToken, HttpCall call, AuditTrail trail) {
    try {
      Agent agent = agents.require(agentResult, call, trail);
      trail.service(SERVICE);
      Optional<Share> spent = call.caller().spent(Credential.token(podToken));
      if (spent.isPresent()) {
        throw new RefusedException(Refusal.throttled(spent.get()));
      }
      return tokens
          .verify(podToken, Audience.CONTAINER_CREDENTIALS)
          .thenApply(pod ->
              decide(agent, pod, new Presented(Credential.token(podToken), call.caller()), trail));
    } catch (RefusedException e) {
      return CompletableFuture.completedFuture(new Result.Refused(e.refusal()));
    }
  }

  private record Presented(Credential credential, Caller caller) {}

  private Result decide(Agent agent, TokenResult podResult, Presented presented, AuditTrail trail) {
    try {
      PodToken pod = tokens.attest(podResult);
      trail.token(pod.token());
      trail.workload(pod.workload());
      Optional<String> objection = agent.objection(pod.workload());
      if (objection.isPresent()) {
        throw new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, objection.get()));
      }
      Way way = new Way.Token(pod.token());
      if (!agent.workload().pod().equals(pod.workload().pod())) {
        Agents.requireShare(
            presented.caller(), Principal.pod(pod.workload()), presented.credential());
        ways.require(pod.workload(), way);
      }
      return sessions.ofPod(pod.workload(), way, trail);
    } catch (RefusedException e) {
      return new Result.Refused(e.refusal());
    }
  }
}
