package dev.rolecall.sts.podidentity;

import dev.rolecall.binding.Binding;
import dev.rolecall.binding.CredentialShapes;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.SessionName;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.assume.RoleAssumption;
import dev.rolecall.sts.assume.Steps;
import dev.rolecall.sts.audit.AuditTrail;
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
import java.util.function.Supplier;

/** Sessions of pods and of nodes: who is what was attested before. */
public final class PodSessions {
  /** EKS Pod Identity's, where the role allows that much. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final RoleBinding bindings;
  private final RoleAssumption roles;
  private final TargetRoles targets;
  private final CredentialShapes shapes;
  private final ClusterFacts cluster;
  private final Supplier<UUID> ids;

  /**
   * @param sessions says what bears on sessions that go on to a target role
   */
  public PodSessions(
      Steps steps,
      SessionPolicies sessions,
      CredentialShapes shapes,
      ClusterFacts cluster,
      Supplier<UUID> ids) {
    this.bindings = steps.bindings();
    this.roles = steps.roles();
    this.targets = new TargetRoles(steps.roles(), sessions);
    this.shapes = shapes;
    this.cluster = cluster;
    this.ids = ids;
  }

  /** A session that a role's trust policy let through. */
  private record Trusted(
      Role role,
      SessionName name,
      Map<String, String> tags,
      Set<String> transitive,
      TrustDecision.Trusted decision) {
    String reason() {
      return "trusted by " + decision.by();
    }
  }

  /** The pod wears the role that it is bound to, or the target role that this one goes on to. */
  Result.ToPod ofPod(Workload pod, Way way, AuditTrail trail) throws RefusedException {
    // What it is before: where something changes meanwhile, the credentials count as older.
    String shape = shapes.of(pod);
    Binding.Bound binding = bind(pod);
    Role role = roles.find(binding.role(), trail);
    SessionName name =
        SessionName.truncated(
            "%s-%s-%s-%s".formatted(way.word(), cluster.name(), pod.pod().name(), ids.get()));
    Trusted trusted = requireTrust(pod, way, role, name, binding, trail);
    trail.tellOwnerTheReason();
    return new Result.ToPod(
        issue(pod, trusted, binding, trail), pod, binding, way.service(), shape);
  }

  /** Session policies limit what the pod gets, and no session that only goes on to a target. */
  private Assumed issue(Workload pod, Trusted trusted, Binding.Bound binding, AuditTrail trail)
      throws RefusedException {
    List<String> policies = binding.sessionPolicies().stream().map(PolicyDocument::json).toList();
    Optional<PodRef> wearer = Optional.of(pod.pod());
    if (binding.target().isEmpty()) {
      return roles.issue(draft(trusted, policies, wearer), trusted.reason());
    }
    Assumed first = roles.issue(draft(trusted, List.of(), wearer), trusted.reason());
    return targets.assume(
        first.session(),
        new TargetRoles.Hop(binding.target().get(), cluster.externalId(pod), policies),
        trail);
  }

  /** Processes of a node wear a role; the session is bound to no pod. */
  Result.ToNode ofNode(String node, NodeRole named, AuditTrail trail) throws RefusedException {
    Role role = roles.find(named.role(), trail);
    SessionName name = SessionName.truncated(node.length() < 2 ? "node-" + node : node);
    TrustPrincipal principal = new TrustPrincipal.Node(NodeRole.SERVICE, node);
    TrustRequest request = new TrustRequest(principal, role, name, Map.of(), Set.of());
    Trusted trusted =
        new Trusted(role, name, Map.of(), Set.of(), roles.requireTrust(request, trail));
    SessionDraft draft = draft(trusted, List.of(), Optional.empty());
    return new Result.ToNode(roles.issue(draft, trusted.reason()), named.profile());
  }

  private static SessionDraft draft(
      Trusted trusted, List<String> sessionPolicies, Optional<PodRef> pod) {
    Duration longest = trusted.role().maxSessionDuration();
    return new SessionDraft(
        trusted.role().id(),
        trusted.role().arn(),
        trusted.name(),
        trusted.tags(),
        trusted.transitive(),
        Optional.empty(),
        sessionPolicies,
        pod,
        Map.of(),
        List.of(),
        longest.compareTo(LONGEST) < 0 ? longest : LONGEST);
  }

  private Binding.Bound bind(Workload workload) throws RefusedException {
    return switch (bindings.resolve(workload)) {
      case Binding.Bound bound -> bound;
      case Binding.Unbound(var reason) ->
          throw new RefusedException(Refusal.of(Kind.NOT_AUTHORIZED, reason));
    };
  }

  /** As the way's service, with attested tags; a token may stand for its pod without them. */
  private Trusted requireTrust(
      Workload pod, Way way, Role role, SessionName name, Binding.Bound binding, AuditTrail trail)
      throws RefusedException {
    Map<String, String> attested = binding.attestedTags() ? cluster.tagsOf(pod) : Map.of();
    Map<String, String> tags = new HashMap<>(binding.tags());
    tags.putAll(attested);
    TrustPrincipal service = new TrustPrincipal.Service(way.service(), pod, cluster.arnOf(pod));
    TrustRequest asService = new TrustRequest(service, role, name, tags, attested.keySet());
    return switch (way) {
      case Way.Attested vouched ->
          new Trusted(role, name, tags, attested.keySet(), roles.requireTrust(asService, trail));
      case Way.Token(var token) ->
          switch (roles.evaluate(asService)) {
            case TrustDecision.Trusted trusted ->
                new Trusted(role, name, tags, attested.keySet(), trusted);
            case TrustDecision.NotTrusted refused -> {
              TrustPrincipal web =
                  new TrustPrincipal.WebIdentity(token, TrustedIssuer.Kind.CLUSTER);
              yield byToken(
                  new TrustRequest(web, role, name, binding.tags(), Set.of()),
                  refused,
                  binding,
                  trail);
            }
          };
    };
  }

  private Trusted byToken(
      TrustRequest web, TrustDecision.NotTrusted asService, Binding.Bound binding, AuditTrail trail)
      throws RefusedException {
    return switch (roles.evaluate(web)) {
      case TrustDecision.Trusted trusted ->
          new Trusted(web.role(), web.session().name(), binding.tags(), Set.of(), trusted);
      case TrustDecision.NotTrusted(var webAction, var webDecision, var webReason) -> {
        trail.decided(asService.action(), asService.decision());
        throw new RefusedException(
            Refusal.of(
                Kind.NOT_AUTHORIZED,
                "role %s does not allow %s to %s (%s), nor %s (%s)"
                    .formatted(
                        web.role().arn(),
                        asService.action(),
                        PodIdentityService.SERVICE,
                        asService.reason(),
                        webAction,
                        webReason)));
      }
    };
  }
}
