package dev.rolecall.session;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a session token carries.
 *
 * @param roleArn the role's ARN when the session was issued
 * @param sessionPolicies JSON texts, each of which must allow
 * @param pod the pod it dies with; empty for web identities of other issuers and of unbound tokens
 * @param context condition keys that stay with the session ({@code aws:FederatedProvider}, {@code
 *     <issuer>:sub})
 * @param ancestors the sessions it was chained from, the first first
 * @param issuedAt to the second
 * @param expiresAt to the second
 */
public record Session(
    RoleId roleId,
    RoleArn roleArn,
    SessionName name,
    AccessKeyId accessKeyId,
    Map<String, String> tags,
    Set<String> transitiveTagKeys,
    Optional<String> sourceIdentity,
    List<String> sessionPolicies,
    Optional<PodRef> pod,
    Map<String, String> context,
    List<Ancestor> ancestors,
    Instant issuedAt,
    Instant expiresAt) {
  public Session {
    tags = Map.copyOf(tags);
    transitiveTagKeys = Set.copyOf(transitiveTagKeys);
    sessionPolicies = List.copyOf(sessionPolicies);
    context = Map.copyOf(context);
    ancestors = List.copyOf(ancestors);
  }

  /** A session that this one was chained from. */
  public record Ancestor(
      RoleId roleId, AccountId account, Instant issuedAt, Optional<PodRef> pod) {}

  public AccountId account() {
    return roleArn.account();
  }

  /** {@code arn:aws:sts::<account>:assumed-role/<role>/<session>}. */
  public Arn arn() {
    return roleArn.assumedBy(name);
  }

  /** {@code AROA...:<session>}: STS's {@code AssumedRoleId} and {@code UserId}. */
  public String userId() {
    return roleId + ":" + name;
  }

  /** The tags that go along a chain. */
  public Map<String, String> transitiveTags() {
    return tags.entrySet().stream()
        .filter(tag -> transitiveTagKeys.contains(tag.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The ancestors of a session that is chained from this one: it and its own, the first first. */
  public List<Ancestor> lineage() {
    return Stream.concat(
            ancestors.stream(), Stream.of(new Ancestor(roleId, account(), issuedAt, pod)))
        .toList();
  }
}
