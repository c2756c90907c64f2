package dev.rolecall.session;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds every policy and fact that bears on what a session does. */
public final class SessionPolicies {
  private final ResourceDirectory resources;
  private final Clock clock;

  public SessionPolicies(ResourceDirectory resources, Clock clock) {
    this.resources = resources;
    this.clock = clock;
  }

  /**
   * What the session may do now: by its role's policies, both boundaries, its own session policies
   * and its account's SCPs. Of several session policies each must allow: the first takes the place
   * of the session policy, the others stand beside the boundaries, which a resource's policy
   * bypasses no sooner (IAM User Guide, "Policy evaluation logic", on role sessions). A session
   * whose role or account is not there any more, or whose session policy cannot be read any more,
   * may do nothing, whatever a resource's policy says.
   */
  public SessionAuthority of(Session session) {
    Optional<Role> role = resources.role(session.roleId());
    return new SessionAuthority(
        new Caller.RoleSession(session.roleArn(), session.arn()),
        resources
            .account(session.account())
            .filter(account -> !account.suspended())
            .flatMap(account -> role.map(found -> policies(session, found, account)))
            .orElseGet(SessionPolicies::nothing),
        facts(session, role));
  }

  private static Policies policies(Session session, Role role, Account account) {
    List<PolicyDocument> ofSession =
        session.sessionPolicies().stream()
            .map(SessionPolicies::sessionPolicy)
            .flatMap(Optional::stream)
            .toList();
    if (ofSession.size() < session.sessionPolicies().size()) {
      return nothing();
    }
    List<PolicyDocument> boundaries =
        Stream.concat(
                Stream.of(role.boundary(), account.boundary()).filter(Objects::nonNull),
                ofSession.stream().skip(1))
            .toList();
    PolicyDocument first = ofSession.isEmpty() ? null : ofSession.getFirst();
    return new Policies(role.policies(), null, boundaries, first, account.scps(), List.of());
  }

  private static Optional<PolicyDocument> sessionPolicy(String json) {
    return switch (PolicyReader.read(PolicyType.SESSION, "session policy", json)) {
      case PolicyReading.Read(var document) -> Optional.of(document);
      case PolicyReading.Refused refused -> Optional.empty();
    };
  }

  /** The guardrails are what nothing bypasses. */
  private static Policies nothing() {
    PolicyDocument silent =
        new PolicyDocument("guardrail of a session that is over", PolicyType.SCP, List.of(), "{}");
    return new Policies(List.of(), null, List.of(), null, List.of(List.of(silent)), List.of());
  }

  /** The condition keys of the caller (IAM User Guide, "AWS global condition context keys"). */
  private Map<String, String> facts(Session session, Optional<Role> role) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, String> facts = new LinkedHashMap<>(session.context());
    role.map(Role::tags).ifPresent(tags -> putTags(facts, tags));
    putTags(facts, session.tags());
    facts.put("aws:PrincipalArn", session.roleArn().toString());
    facts.put("aws:PrincipalAccount", session.account().value());
    facts.put("aws:PrincipalType", "AssumedRole");
    facts.put("aws:userid", session.userId());
    facts.put("aws:TokenIssueTime", session.issuedAt().toString());
    facts.put("aws:CurrentTime", now.toString());
    facts.put("aws:EpochTime", Long.toString(now.getEpochSecond()));
    session.sourceIdentity().ifPresent(identity -> facts.put("aws:SourceIdentity", identity));
    return facts;
  }

  private static void putTags(Map<String, String> facts, Map<String, String> tags) {
    tags.forEach((key, value) -> facts.put("aws:PrincipalTag/" + key, value));
  }
}
