package dev.rolecall.binding;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.Derived;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.Workload;
import dev.rolecall.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A digest of everything in the directory that shapes a workload's credentials: another digest
 * means that credentials made before are not those that it would get now. What is asked each time
 * that credentials are used (the role's policies and boundary, guardrails) is not part of it:
 * another policy makes no other credentials.
 */
public final class CredentialShapes {
  private static final int MOST_ROLES = 20_000;
  private static final int BYTES = 16;

  private final ResourceDirectory resources;
  private final Derived<RoleId, String> roles = new Derived<>(MOST_ROLES);

  public CredentialShapes(ResourceDirectory resources) {
    this.resources = resources;
  }

  /** 22 characters of base64url; of one snapshot of the directory. */
  public String of(Workload workload) {
    ResourceDirectory now = resources.snapshot();
    Digest digest = new Digest();
    Optional<Account> account = now.accountOf(workload.pod().namespace());
    digest.add(account.map(owner -> owner.id().value()).orElse(""));
    digest.add(account.map(Account::pods).orElse(PodPermissions.NONE).toString());
    switch (new RoleBinding(now).resolve(workload)) {
      case Binding.Unbound(var reason) -> digest.add("unbound").add(reason);
      case Binding.Bound bound -> add(bound, now, digest);
    }
    return digest.text();
  }

  private void add(Binding.Bound bound, ResourceDirectory now, Digest digest) {
    digest.add(bound.role().toString());
    digest.add(
        String.valueOf(now.account(bound.role().account()).map(Account::suspended).orElse(true)));
    digest.add(now.role(bound.role()).map(this::of).orElse("no such role"));
    digest.add(bound.tags());
    bound.sessionPolicies().forEach(policy -> digest.add(policy.json()));
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
