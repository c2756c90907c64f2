package dev.rolecall.session;

import dev.rolecall.cache.BoundedCache;
import dev.rolecall.cache.Bounds;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.Derived;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.PolicyType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds every policy and fact that bears on what a session does. */
public final class SessionPolicies {
  /** Those of 10,000 roles of two statements each, or of fewer larger ones. */
  private static final Bounds KEPT_OF_ROLES = new Bounds(32_768, 128L << 20).ofHeap(4);

  private static final Bounds KEPT_OF_ACCOUNTS = new Bounds(4096, 32L << 20).ofHeap(1);

  /** Whoever asks for sessions writes their policies, each another. */
  private static final Bounds KEPT_OF_SESSIONS = new Bounds(4096, 24L << 20).ofHeap(1);

  /**
   * Nobody's, and what nothing bypasses: a resource's policy may be generous, and every principal
   * of an account may ask who it is.
   */
  private static final PolicySet NOTHING = PolicySet.compile(silentGuardrail());

  private final ResourceDirectory resources;
  private final Clock clock;

  /** Written once, and not for each call. */
  private volatile Second last = Second.of(Instant.EPOCH);

  private final Derived<RoleId, PolicySet> ofRoles = new Derived<>(KEPT_OF_ROLES, PolicySet::bytes);
  private final Derived<AccountId, PolicySet> ofAccounts =
      new Derived<>(KEPT_OF_ACCOUNTS, PolicySet::bytes);
  private final BoundedCache<String, PolicySet> ofSessions = new BoundedCache<>(KEPT_OF_SESSIONS);

  /** A second as condition keys have it. */
  private record Second(Instant at, String text, String epoch) {
    static Second of(Instant at) {
      return new Second(at, at.toString(), Long.toString(at.getEpochSecond()));
    }
  }

  public SessionPolicies(ResourceDirectory resources, Clock clock) {
    this.resources = resources;
    this.clock = clock;
  }

  /**
   * What the session may do now: by its role's policies, both boundaries, its own session policies,
   * each of which must allow, and its account's SCPs. A session whose role or account is not there
   * any more, or whose session policy cannot be read any more, may do nothing, whatever a
   * resource's policy says.
   */
  public SessionAuthority of(Session session) {
    ResourceDirectory now = resources.snapshot();
    Optional<Role> role = now.role(session.roleId());
    Map<String, String> facts = facts(session, role);
    return now.account(session.account())
        .filter(account -> !account.suspended())
        .flatMap(account -> role.flatMap(found -> policies(session, found, account)))
        .map(policies ->
            new SessionAuthority(
                new Caller.RoleSession(session.roleArn(), session.arn()), policies, facts))
        .orElseGet(() -> new SessionAuthority(new Caller.Anonymous(), NOTHING, facts));
  }

  private Optional<PolicySet> policies(Session session, Role role, Account account) {
    PolicySet all = ofRole(role);
    if (account.boundary() != null || !account.scps().isEmpty()) {
      // The first, so that of several denials the account's is named.
      all = ofAccount(account).and(all);
    }
    for (String json : session.sessionPolicies()) {
      Optional<PolicySet> own = ofSession(json);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      all = all.and(own.get());
    }
    return Optional.of(all);
  }

  private PolicySet ofRole(Role role) {
    List<PolicyDocument> boundaries = listOf(role.boundary());
    return ofRoles.get(
        role.id(),
        List.of(role.policies(), boundaries),
        () ->
            PolicySet.compile(
                new Policies(role.policies(), null, boundaries, null, List.of(), List.of())));
  }

  /** What its roles have in common is compiled once for all of them. */
  private PolicySet ofAccount(Account account) {
    List<PolicyDocument> boundaries = listOf(account.boundary());
    return ofAccounts.get(
        account.id(),
        List.of(account.scps(), boundaries),
        () ->
            PolicySet.compile(
                new Policies(List.of(), null, boundaries, null, account.scps(), List.of())));
  }

  private static List<PolicyDocument> listOf(@Nullable PolicyDocument document) {
    return document == null ? List.of() : List.of(document);
  }

  private Optional<PolicySet> ofSession(String json) {
    Optional<PolicySet> known = ofSessions.get(json);
    if (known.isPresent()) {
      return known;
    }
    Optional<PolicySet> compiled = compile(json);
    compiled.ifPresent(own -> ofSessions.put(json, own, own.bytes()));
    return compiled;
  }

  private static Optional<PolicySet> compile(String json) {
    return switch (PolicyReader.read(
        PolicyQuotas.OF_ACCEPTED, PolicyType.SESSION, "session policy", json)) {
      case PolicyReading.Read(var document) ->
          Optional.of(
              PolicySet.compile(
                  new Policies(List.of(), null, List.of(), document, List.of(), List.of())));
      case PolicyReading.Refused refused -> Optional.empty();
    };
  }

  private static Policies silentGuardrail() {
    PolicyDocument silent =
        new PolicyDocument("guardrail of a session that is over", PolicyType.RCP, List.of(), "{}");
    return new Policies(List.of(), null, List.of(), null, List.of(), List.of(List.of(silent)));
  }

  /** The condition keys of the caller (IAM User Guide, "AWS global condition context keys"). */
  private Map<String, String> facts(Session session, Optional<Role> role) {
    Second now = second();
    Map<String, String> facts = new LinkedHashMap<>(session.context());
    role.map(Role::tags).ifPresent(tags -> putTags(facts, tags));
    putTags(facts, session.tags());
    facts.put("aws:PrincipalArn", session.roleArn().toString());
    facts.put("aws:PrincipalAccount", session.account().value());
    facts.put("aws:PrincipalType", "AssumedRole");
    facts.put("aws:userid", session.userId());
    facts.put("aws:TokenIssueTime", session.issuedAt().toString());
    facts.put("aws:CurrentTime", now.text());
    facts.put("aws:EpochTime", now.epoch());
    session.sourceIdentity().ifPresent(identity -> facts.put("aws:SourceIdentity", identity));
    // Not copied, which would take as long as all before.
    return Collections.unmodifiableMap(facts);
  }

  private Second second() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Second known = last;
    if (!known.at().equals(now)) {
      known = Second.of(now);
      last = known;
    }
    return known;
  }

  private static void putTags(Map<String, String> facts, Map<String, String> tags) {
    tags.forEach((key, value) -> facts.put("aws:PrincipalTag/" + key, value));
  }
}
