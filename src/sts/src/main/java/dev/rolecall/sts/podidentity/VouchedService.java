package dev.rolecall.sts.podidentity;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.Node;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.limit.Caller;
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.token.TokenResult;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Credentials for whose wearer no token is sent: the agent of a node vouches for the pod that a
 * connection came from, and only on its own node, or asks for the node's own processes.
 */
public final class VouchedService {
  private final Agents agents;
  private final WorkloadDirectory workloads;
  private final NodeDirectory nodes;
  private final ResourceDirectory resources;
  private final OpenWays ways;
  private final PodSessions sessions;

  public VouchedService(Agents agents, Directories directories, PodSessions sessions) {
    this.agents = agents;
    this.workloads = directories.workloads();
    this.nodes = directories.nodes();
    this.resources = directories.resources();
    this.ways = new OpenWays(resources, nodes);
    this.sessions = sessions;
  }

  /** Completes on any thread, at once where the issuer's keys are cached. */
  CompletionStage<Result> issue(HttpCall call, VouchedRequest request, AuditTrail trail) {
    return agents.verify(call).thenApply(result -> decide(result, request, call, trail));
  }

  private Result decide(
      TokenResult result, VouchedRequest request, HttpCall call, AuditTrail trail) {
    try {
      Agent.OfNode agent = agents.requireOfNode(result, call, trail);
      return switch (request) {
        case VouchedRequest.ForPod(var way, var pod) ->
            forPod(agent, way, living(pod), call.caller(), trail);
        case VouchedRequest.ForNode() -> forNode(agent.node(), trail);
      };
    } catch (RefusedException e) {
      return new Result.Refused(e.refusal());
    }
  }

  private Result forPod(
      Agent.OfNode agent, Way.Attested way, Workload pod, Caller caller, AuditTrail trail)
      throws RefusedException {
    trail.service(way.service());
    Optional<String> objection = agent.objection(pod);
    if (objection.isPresent()) {
      throw notAuthorized(objection.get());
    }
    // An agent of another node does not get to write Events on the pod.
    trail.workload(pod);
    Agents.requireShare(caller, Principal.pod(pod), Credential.NONE);
    ways.require(pod, way);
    return sessions.ofPod(pod, way, trail);
  }

  private Result forNode(String name, AuditTrail trail) throws RefusedException {
    trail.service(NodeRole.SERVICE);
    Node node =
        nodes
            .node(name)
            .orElseThrow(() ->
                new RefusedException(
                    Refusal.of(Kind.NOT_KNOWN_YET, "node " + name + " is not known here yet")));
    InstanceProfile profile =
        resources
            .instanceProfile(node.labels())
            .orElseThrow(() -> notAuthorized("no InstanceProfile selects node " + name));
    if (profile.role() == null) {
      throw notAuthorized("InstanceProfile " + profile.name() + " cannot be read");
    }
    trail.fact(AuditFields.INSTANCE_PROFILE, profile.name());
    return sessions.ofNode(name, new NodeRole(profile.name(), profile.role()), trail);
  }

  /** A pod that its agent knows and this does not is new: it was told by another replica. */
  private Workload living(PodRef pod) throws RefusedException {
    return switch (workloads.find(pod.uid())) {
      case Lookup.Living(var workload) -> {
        if (!workload.pod().equals(pod)) {
          throw notAuthorized("pod " + pod + " is " + workload.pod());
        }
        yield workload;
      }
      case Lookup.Gone(var reason) -> throw notAuthorized("pod " + pod + " is gone: " + reason);
      case Lookup.Unknown() ->
          throw new RefusedException(
              Refusal.of(Kind.NOT_KNOWN_YET, "pod " + pod + " is not known here yet"));
    };
  }

  private static RefusedException notAuthorized(String reason) {
    return new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
  }
}
