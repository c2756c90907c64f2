package dev.rolecall.binding;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.Derived;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A digest of everything in the directory that shapes a workload's credentials: another digest
 * means that credentials made before are not those that it would get now. What is asked each time
 * that credentials are used (the role's policies and boundary, guardrails) is not part of it:
 * another policy makes no other credentials. Those of a role whose session goes on to a target role
 * are, for they are asked when that session is made.
 */
public final class CredentialShapes {
  private static final int MOST_ROLES = 20_000;
  private static final int BYTES = 16;

  private final ResourceDirectory resources;
  private final String cluster;
  private final Derived<RoleId, String> roles = new Derived<>(MOST_ROLES);
  private final Derived<RoleId, String> permissions = new Derived<>(MOST_ROLES);

  /**
   * @param cluster its name, which tags may hold
   */
  public CredentialShapes(ResourceDirectory resources, String cluster) {
    this.resources = resources;
    this.cluster = cluster;
  }

  /** 22 characters of base64url; of one snapshot of the directory. */
  public String of(Workload workload) {
    ResourceDirectory now = resources.snapshot();
    Digest digest = new Digest();
    Optional<Account> account = now.accountOf(workload.pod().namespace());
    digest.add(account.map(owner -> owner.id().value()).orElse(""));
    digest.add(account.map(Account::pods).orElse(PodPermissions.NONE).toString());
    switch (new RoleBinding(now, cluster).resolve(workload)) {
      case Binding.Unbound(var reason) -> digest.add("unbound").add(reason);
      case Binding.Bound bound -> add(bound, now, digest);
    }
    return digest.text();
  }

  private void add(Binding.Bound bound, ResourceDirectory now, Digest digest) {
    add(bound.role(), now, digest);
    digest.add(bound.tags()).add(String.valueOf(bound.attestedTags()));
    digest.add(String.valueOf(bound.sessionPolicies().size()));
    bound.sessionPolicies().forEach(policy -> digest.add(policy.json()));
    bound
        .target()
        .ifPresent(target -> {
          add(target, now, digest);
          now.role(bound.role())
              .ifPresent(
                  role -> digest.add(permissions(role, now.account(bound.role().account()))));
        });
  }

  private void add(RoleArn arn, ResourceDirectory now, Digest digest) {
    digest.add(arn.toString());
    digest.add(String.valueOf(now.account(arn.account()).map(Account::suspended).orElse(true)));
    digest.add(now.role(arn).map(this::of).orElse("no such role"));
  }

  /** What decides, when a session of the target is made, whether the role may assume it. */
  private String permissions(Role role, Optional<Account> account) {
    return permissions.get(
        role.id(),
        List.of(role, account),
        () -> {
          Digest digest = new Digest();
          add(role.policies(), digest);
          add(Stream.ofNullable(role.boundary()).toList(), digest);
          account.ifPresent(owner -> {
            add(Stream.ofNullable(owner.boundary()).toList(), digest);
            digest.add(String.valueOf(owner.scps().size()));
            owner.scps().forEach(level -> add(level, digest));
          });
          return digest.text();
        });
  }

  private static void add(List<PolicyDocument> policies, Digest digest) {
    digest.add(String.valueOf(policies.size()));
    policies.forEach(policy -> digest.add(policy.json()));
  }

  private String of(Role role) {
    List<String> parts =
        List.of(
            role.id().value(),
            role.arn().toString(),
            role.namespace(),
            role.trustPolicy().json(),
            role.maxSessionDuration().toString(),
            String.valueOf(role.revokedBefore()));
    return roles.get(
        role.id(),
        List.of(parts, role.tags()),
        () -> {
          Digest digest = new Digest();
          parts.forEach(digest::add);
          return digest.add(role.tags()).text();
        });
  }

  /** Texts, each with its length: no two lists of texts look the same. */
  private static final class Digest {
    private final MessageDigest sha = sha256();

    Digest add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      sha.update(bytes);
      return this;
    }

    Digest add(Map<String, String> texts) {
      add(String.valueOf(texts.size()));
      new TreeMap<>(texts).forEach((key, value) -> add(key).add(value));
      return this;
    }

    String text() {
      return Base64Url.encode(Arrays.copyOf(sha.digest(), BYTES));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
