package dev.rolecall.sts.podidentity;

import dev.rolecall.audit.AuditFields;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sts.assume.Assumed;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.assume.RefusedException;
import dev.rolecall.sts.assume.RoleAssumption;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.trust.RequestedSession;
import dev.rolecall.trust.RequestedTags;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second hop of an association with a target role: a session of its role, which nobody else
 * ever holds, assumes the target (EKS User Guide, "Access AWS Resources using EKS Pod Identity
 * Target IAM Roles"). Both roles' sides decide, as for any chained session.
 */
final class TargetRoles {
  /** IAM's limit of sessions by role chaining. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final RoleAssumption roles;
  private final SessionPolicies sessions;

  TargetRoles(RoleAssumption roles, SessionPolicies sessions) {
    this.roles = roles;
    this.sessions = sessions;
  }

  /**
   * What the hop is for.
   *
   * @param externalId {@code sts:ExternalId}
   * @param sessionPolicies JSON texts that limit the target's session, not the hop
   */
  record Hop(RoleArn target, String externalId, List<String> sessionPolicies) {}

  /** The target's session, with the name, the tags and the pod of the first. */
  Assumed assume(Session first, Hop hop, AuditTrail trail) throws RefusedException {
    trail.fact(AuditFields.SOURCE_ROLE, first.roleArn().toString());
    Role target = roles.find(hop.target(), trail);
    // Asked for anew, as EKS does: the target's trust policy sees them as aws:RequestTag, too.
    RequestedTags tags = new RequestedTags(first.tags(), first.transitiveTagKeys(), Map.of());
    RequestedSession session =
        new RequestedSession(
            first.name(), tags, first.sourceIdentity(), Optional.of(hop.externalId()));
    TrustDecision.Trusted trusted = requireTrust(first, target, session, trail);
    trail.tellOwnerTheReason();
    SessionDraft draft =
        new SessionDraft(
            target.id(),
            target.arn(),
            first.name(),
            first.tags(),
            first.transitiveTagKeys(),
            first.sourceIdentity(),
            hop.sessionPolicies(),
            first.pod(),
            Map.of(),
            first.lineage(),
            target.maxSessionDuration().compareTo(LONGEST) < 0
                ? target.maxSessionDuration()
                : LONGEST);
    return roles.issue(
        draft,
        "assumed by a session of %s, allowed by %s".formatted(first.roleArn(), trusted.by()));
  }

  private TrustDecision.Trusted requireTrust(
      Session first, Role target, RequestedSession session, AuditTrail trail)
      throws RefusedException {
    return switch (roles.evaluate(
        new TrustRequest(sessions.of(first).principal(), target, session))) {
      case TrustDecision.Trusted trusted -> trusted;
      case TrustDecision.NotTrusted(var action, var decision, var reason) -> {
        trail.decided(action, decision);
        if (isOfFirstRole(decision)) {
          tellOfFirstRole(first.roleArn(), trail);
        }
        throw new RefusedException(
            Refusal.of(
                Kind.NOT_AUTHORIZED,
                "role %s may not go on to target role %s: %s"
                    .formatted(first.roleArn(), target.arn(), reason)));
      }
    };
  }

  /** Its policies are its account's business, which need not be the pod's. */
  private void tellOfFirstRole(RoleArn role, AuditTrail trail) {
    if (roles.isOwn(role.account(), trail)) {
      trail.tellOwnerTheReason();
    } else {
      trail.tellOwner(
          "role %s is another account's: it may not go on to its target role".formatted(role));
    }
  }

  /** Whether the first role's own side decided. */
  private static boolean isOfFirstRole(Decision decision) {
    return switch (decision) {
      case Decision.ExplicitDeny(var by) -> by.layer() != Layer.TRUST;
      case Decision.ImplicitDeny(var layer) -> layer != Layer.TRUST;
      case Decision.Allow allow -> false;
    };
  }
}
