package dev.rolecall.sts.assume;

import dev.rolecall.directory.Role;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.denial.Denial;
import dev.rolecall.sts.denial.DenialText;
import dev.rolecall.trust.RequestedSession;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** AssumeRole: a session wears another role, or its own again. */
public final class AssumeRoleService {
  /** Whoever asks is a role's session, so every session from here is chained. */
  private static final Duration LONGEST_CHAINED = Duration.ofHours(1);

  private static final String ASSUME_ROLE = "sts:AssumeRole";
  private static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  private final RoleAssumption roles;
  private final SessionPolicies sessions;
  private final RequestedPolicies policies;

  /**
   * @param sessions says what bears on the session that asks
   */
  public AssumeRoleService(Steps steps, SessionPolicies sessions) {
    this.roles = steps.roles();
    this.sessions = sessions;
    this.policies = new RequestedPolicies(steps.resources(), steps.quotas());
  }

  /** What became of it. */
  public sealed interface Result {
    record Granted(Assumed assumed) implements Result {}

    record Refused(Refusal refusal) implements Result {}
  }

  /**
   * @param caller whose signature was verified, and which lives
   */
  public Result assume(AssumeRoleRequest request, Session caller, AuditTrail trail) {
    try {
      return new Result.Granted(grant(request, caller, trail));
    } catch (RefusedException e) {
      return new Result.Refused(e.refusal());
    }
  }

  private Assumed grant(AssumeRoleRequest request, Session caller, AuditTrail trail)
      throws RefusedException {
    ChainedTags tags = ChainedTags.of(request, caller);
    RequestedSession session =
        new RequestedSession(
            request.sessionName(),
            tags.forAuthorization(),
            caller.sourceIdentity().or(request::sourceIdentity),
            request.externalId());
    Role role = find(request, caller, session, trail);
    TrustDecision.Trusted trusted = requireTrust(request, caller, role, session, trail);
    requireNoExecutionRole(request, caller, role);
    requireSameIdentity(request, caller);

    trail.tellOwnerTheReason();
    requireDuration(request, role);
    refuseOneTimeCode(request);
    tags.requireValid();
    List<String> sessionPolicies =
        policies
            .read(role.arn().account(), request.policy(), request.policyArns())
            .map(PolicyDocument::json)
            .stream()
            .toList();
    SessionDraft draft =
        new SessionDraft(
            role.id(),
            role.arn(),
            session.name(),
            tags.tags(),
            tags.transitiveKeys(),
            session.sourceIdentity(),
            sessionPolicies,
            caller.pod(),
            Map.of(),
            caller.lineage(),
            request.duration());
    return roles.issue(draft, request.minimumTokenBytes(), "allowed by " + trusted.by());
  }

  /** The role; one that is not there is refused in the words for one that trusts nobody. */
  private Role find(
      AssumeRoleRequest request, Session caller, RequestedSession session, AuditTrail trail)
      throws RefusedException {
    Optional<RoleArn> arn = RoleArn.parse(request.roleArn());
    if (arn.isEmpty()) {
      throw denied(
          request,
          caller,
          new TrustDecision.NotTrusted(
              ASSUME_ROLE,
              new Decision.ImplicitDeny(Layer.TRUST),
              request.roleArn() + " is no role"));
    }
    try {
      return roles.find(arn.get(), trail);
    } catch (RefusedException missing) {
      Refusal asked = refusal(request, caller, trustingNobody(arn.get()), session);
      throw new RefusedException(
          new Refusal(
              Kind.NOT_AUTHORIZED, asked.message(), asked.denial(), missing.refusal().reason()));
    }
  }

  private Refusal refusal(
      AssumeRoleRequest request, Session caller, Role missing, RequestedSession session) {
    return switch (evaluate(caller, missing, session)) {
      case TrustDecision.Trusted(var by) ->
          throw new IllegalStateException("a role that trusts nobody was trusted by " + by);
      case TrustDecision.NotTrusted refused -> denied(request, caller, refused).refusal();
    };
  }

  private static Role trustingNobody(RoleArn arn) {
    return new Role(
        RoleId.ofUid(""),
        arn,
        "",
        new PolicyDocument("trust policy", PolicyType.TRUST, List.of(), "{}"),
        List.of(),
        null,
        Duration.ZERO,
        Map.of(),
        null);
  }

  private TrustDecision evaluate(Session caller, Role role, RequestedSession session) {
    return roles.evaluate(new TrustRequest(sessions.of(caller).principal(), role, session));
  }

  private TrustDecision.Trusted requireTrust(
      AssumeRoleRequest request,
      Session caller,
      Role role,
      RequestedSession session,
      AuditTrail trail)
      throws RefusedException {
    return switch (evaluate(caller, role, session)) {
      case TrustDecision.Trusted trusted -> trusted;
      case TrustDecision.NotTrusted refused -> {
        trail.decided(refused.action(), refused.decision());
        throw denied(request, caller, refused);
      }
    };
  }

  /** Refused in the words for a role that trusts nobody. */
  private void requireNoExecutionRole(AssumeRoleRequest request, Session caller, Role role)
      throws RefusedException {
    Stream<PodRef> pods = caller.lineage().stream().flatMap(session -> session.pod().stream());
    Optional<String> objection = roles.objection(pods, role.arn());
    if (objection.isPresent()) {
      throw denied(
          request,
          caller,
          new TrustDecision.NotTrusted(
              ASSUME_ROLE, new Decision.ImplicitDeny(Layer.TRUST), objection.get()));
    }
  }

  /** Names the role as the request does: how its owner writes it is not everybody's to know. */
  private RefusedException denied(
      AssumeRoleRequest request, Session caller, TrustDecision.NotTrusted refused) {
    Denial denial =
        new Denial(
            caller,
            refused.action(),
            new Denial.Resource(
                request.roleArn(), Arn.parse(request.roleArn()).map(Arn::account).orElse("")),
            refused.decision(),
            sessions.of(caller).context(Map.of()));
    return new RefusedException(
        new Refusal(
            Kind.NOT_AUTHORIZED,
            DenialText.of(caller, refused.action(), request.roleArn(), refused.decision()),
            Optional.of(denial),
            refused.reason()));
  }

  /** A source identity is set once, and stays along the chain. */
  private static void requireSameIdentity(AssumeRoleRequest request, Session caller)
      throws RefusedException {
    Optional<String> asked = request.sourceIdentity();
    if (caller.sourceIdentity().isPresent()
        && asked.isPresent()
        && !asked.equals(caller.sourceIdentity())) {
      throw new RefusedException(
          new Refusal(
              Kind.NOT_AUTHORIZED,
              DenialText.of(caller, SET_SOURCE_IDENTITY, request.roleArn()),
              "the session's source identity is set and cannot be changed"));
    }
  }

  private void requireDuration(AssumeRoleRequest request, Role role) throws RefusedException {
    if (request.duration().compareTo(LONGEST_CHAINED) > 0) {
      throw new RefusedException(
          Refusal.told(
              Kind.DURATION_TOO_LONG,
              "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
                  + " role chaining."));
    }
    roles.requireDuration(request.duration(), role);
  }

  /** There are no such devices here, so no code can be right. */
  private static void refuseOneTimeCode(AssumeRoleRequest request) throws RefusedException {
    if (request.hasOneTimeCode()) {
      throw new RefusedException(
          Refusal.told(
              Kind.NOT_AUTHORIZED,
              "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your"
                  + " MFA serial number is valid and associated with this user."));
    }
  }
}
