package dev.rolecall.sts.podidentity;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.binding.Binding;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.SessionName;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.ClusterTokens.PodToken;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.assume.RoleAssumption;
import dev.rolecall.sts.assume.Steps;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.limit.Caller;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.TrustedIssuer;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustPrincipal;
import dev.rolecall.trust.TrustRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * AssumeRoleForPodIdentity: an agent asks for the credentials of a pod, with the pod's token and
 * its own. A node's agent may ask for pods of the node that its own pod is on, anyone else for the
 * pod that it is in.
 */
public final class PodIdentityService {
  static final String SERVICE = "pods.eks.amazonaws.com";

  /** EKS Pod Identity's, where the role allows that much. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final ClusterTokens tokens;
  private final RoleBinding bindings;
  private final RoleAssumption roles;
  private final ClusterFacts cluster;
  private final ServiceAccountRef nodeAgent;
  private final Supplier<UUID> ids;

  public PodIdentityService(
      ClusterTokens tokens,
      Steps steps,
      ClusterFacts cluster,
      ServiceAccountRef nodeAgent,
      Supplier<UUID> ids) {
    this.tokens = tokens;
    this.bindings = steps.bindings();
    this.roles = steps.roles();
    this.cluster = cluster;
    this.nodeAgent = nodeAgent;
    this.ids = ids;
  }

  /** What became of it. */
  public sealed interface Result {
    record Granted(Assumed assumed, Workload workload, Binding.Bound binding) implements Result {}

    record Refused(Refusal refusal) implements Result {}
  }

  /**
   * Completes on any thread, at once where the issuer's keys are cached.
   *
   * @param call with the agent's token, where it sent one
   */
  public CompletionStage<Result> assume(HttpCall call, String podToken, AuditTrail trail) {
    return tokens
        .verify(call.bearerToken().orElse(""), Audience.AGENT)
        .thenCompose(agent -> ask(agent, podToken, call.caller(), trail));
  }

  /** Looks at the pod's token only for an agent that proved who it is. */
  private CompletionStage<Result> ask(
      TokenResult agentResult, String podToken, Caller caller, AuditTrail trail) {
    try {
      Workload agent = agent(agentResult);
      trail.fact(AuditFields.AGENT, agent.pod().toString());
      trail.service(SERVICE);
      requireShare(
          caller,
          agent.serviceAccount().equals(nodeAgent)
              ? Principal.intermediary(agent)
              : Principal.pod(agent));
      return tokens
          .verify(podToken, Audience.CONTAINER_CREDENTIALS)
          .thenApply(pod -> decide(agent, pod, caller, trail));
    } catch (RefusedException e) {
      return CompletableFuture.completedFuture(new Result.Refused(e.refusal()));
    }
  }

  private Result decide(Workload agent, TokenResult podResult, Caller caller, AuditTrail trail) {
    try {
      PodToken pod = tokens.attest(podResult);
      trail.token(pod.token());
      trail.workload(pod.workload());
      requireMayAsk(agent, pod.workload());
      if (!agent.pod().equals(pod.workload().pod())) {
        requireShare(caller, Principal.pod(pod.workload()));
      }
      return grant(pod, trail);
    } catch (RefusedException e) {
      return new Result.Refused(e.refusal());
    }
  }

  private static void requireShare(Caller caller, Principal principal) throws RefusedException {
    if (!caller.proved(principal)) {
      throw new RefusedException(Refusal.throttled(principal));
    }
  }

  /** Whoever asks; what is wrong with its token is not the pod's to know. */
  private Workload agent(TokenResult result) throws RefusedException {
    try {
      return tokens.attest(result).workload();
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

  private void requireMayAsk(Workload agent, Workload pod) throws RefusedException {
    if (agent.pod().equals(pod.pod())) {
      return;
    }
    if (!agent.serviceAccount().equals(nodeAgent)) {
      throw notAuthorized("pod %s asks for pod %s".formatted(agent.pod(), pod.pod()));
    }
    if (agent.node().isEmpty() || !agent.node().equals(pod.node())) {
      throw notAuthorized(
          "pod %s is on node '%s', and the agent that asks is on node '%s'"
              .formatted(pod.pod(), pod.node(), agent.node()));
    }
  }

  private Result grant(PodToken pod, AuditTrail trail) throws RefusedException {
    Binding.Bound binding = bind(pod.workload());
    Role role = roles.find(binding.role(), trail);
    SessionName name =
        SessionName.truncated(
            "eks-%s-%s-%s".formatted(cluster.name(), pod.workload().pod().name(), ids.get()));
    Trusted trusted = requireTrust(pod, role, name, binding, trail);
    trail.tellOwnerTheReason();
    SessionDraft draft =
        new SessionDraft(
            role.id(),
            role.arn(),
            name,
            trusted.tags(),
            trusted.transitive(),
            Optional.empty(),
            binding.sessionPolicies().stream().map(PolicyDocument::json).toList(),
            Optional.of(pod.workload().pod()),
            Map.of(),
            List.of(),
            role.maxSessionDuration().compareTo(LONGEST) < 0 ? role.maxSessionDuration() : LONGEST);
    return new Result.Granted(roles.issue(draft, trusted.reason()), pod.workload(), binding);
  }

  private Binding.Bound bind(Workload workload) throws RefusedException {
    return switch (bindings.resolve(workload)) {
      case Binding.Bound bound -> bound;
      case Binding.Unbound(var reason) -> throw notAuthorized(reason);
    };
  }

  /** The tags that the role's trust policy let through. */
  private record Trusted(Map<String, String> tags, Set<String> transitive, String reason) {}

  /**
   * As the service with attested tags; where the role does not allow that, as a web identity of the
   * cluster's issuer, without them.
   */
  private Trusted requireTrust(
      PodToken pod, Role role, SessionName name, Binding.Bound binding, AuditTrail trail)
      throws RefusedException {
    Map<String, String> attested = cluster.tagsOf(pod.workload());
    Map<String, String> tags = new HashMap<>(binding.tags());
    tags.putAll(attested);
    TrustPrincipal service = new TrustPrincipal.Service(SERVICE, pod.workload());
    TrustPrincipal web = new TrustPrincipal.WebIdentity(pod.token(), TrustedIssuer.Kind.CLUSTER);
    TrustDecision asService =
        roles.evaluate(new TrustRequest(service, role, name, tags, attested.keySet()));
    return switch (asService) {
      case TrustDecision.Trusted(var by) ->
          new Trusted(tags, attested.keySet(), "trusted by " + by);
      case TrustDecision.NotTrusted(var action, var decision, var reason) -> {
        TrustRequest again = new TrustRequest(web, role, name, binding.tags(), Set.of());
        yield switch (roles.evaluate(again)) {
          case TrustDecision.Trusted(var by) ->
              new Trusted(binding.tags(), Set.of(), "trusted by " + by);
          case TrustDecision.NotTrusted(var webAction, var webDecision, var webReason) -> {
            trail.decided(action, decision);
            throw notAuthorized(
                "role %s does not allow %s to %s (%s), nor %s (%s)"
                    .formatted(role.arn(), action, SERVICE, reason, webAction, webReason));
          }
        };
      }
    };
  }

  private static RefusedException notAuthorized(String reason) {
    return new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
  }
}
