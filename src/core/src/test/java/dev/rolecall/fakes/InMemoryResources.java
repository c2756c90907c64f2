package dev.rolecall.fakes;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Provider;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Resources that a test adds, replaces and takes away. Safe for several threads. */
public final class InMemoryResources implements ResourceDirectory {
  private final Map<AccountId, Account> accounts = new ConcurrentHashMap<>();
  private final Map<RoleId, Role> roles = new ConcurrentHashMap<>();
  private final List<Provider> providers = new CopyOnWriteArrayList<>();
  private final Map<String, PolicyDocument> managedPolicies = new ConcurrentHashMap<>();
  private final List<InstanceProfile> profiles = new CopyOnWriteArrayList<>();
  private final List<Association> associations = new CopyOnWriteArrayList<>();

  /** An account with these namespaces and no guardrails. */
  public static Account account(String id, String... namespaces) {
    return new Account(
        new AccountId(id),
        "account-" + id,
        Set.of(namespaces),
        List.of(),
        null,
        PodPermissions.NONE,
        PodPowers.NONE,
        RoleUse.ANY,
        false);
  }

  /** Adds the account, or replaces the one with its id. */
  public InMemoryResources add(Account account) {
    accounts.put(account.id(), account);
    return this;
  }

  /** Adds the role, or replaces the one with its id. */
  public InMemoryResources add(Role role) {
    roles.put(role.id(), role);
    return this;
  }

  public InMemoryResources add(Provider provider) {
    providers.add(provider);
    return this;
  }

  public InMemoryResources add(Association association) {
    associations.add(association);
    return this;
  }

  public InMemoryResources add(InstanceProfile profile) {
    profiles.add(profile);
    return this;
  }

  /** Adds a managed policy under its ARN, whose account is the policy's. */
  public InMemoryResources addManagedPolicy(String arn, PolicyDocument document) {
    managedPolicies.put(arn, document);
    return this;
  }

  public InMemoryResources remove(AccountId id) {
    accounts.remove(id);
    return this;
  }

  public InMemoryResources remove(RoleId id) {
    roles.remove(id);
    return this;
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public Optional<Account> accountOf(String namespace) {
    List<Account> owners =
        accounts.values().stream()
            .filter(account -> account.namespaces().contains(namespace))
            .toList();
    return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
  }

  @Override
  public Optional<Role> role(RoleArn arn) {
    return role(arn.account(), arn.name()).filter(role -> role.arn().path().equals(arn.path()));
  }

  @Override
  public Optional<Role> role(RoleId id) {
    return Optional.ofNullable(roles.get(id));
  }

  @Override
  public Optional<Role> role(AccountId account, String name) {
    return roles.values().stream()
        .filter(role -> role.arn().account().equals(account))
        .filter(role -> role.arn().name().equalsIgnoreCase(name))
        .findFirst();
  }

  @Override
  public Optional<Provider> provider(AccountId account, String issuer) {
    return providers.stream()
        .filter(provider -> provider.account().equals(account))
        .filter(provider -> provider.issuer().toString().equals(issuer))
        .findFirst();
  }

  @Override
  public Optional<PolicyDocument> managedPolicy(AccountId account, String arn) {
    return Optional.ofNullable(managedPolicies.get(arn))
        .filter(document -> arn.startsWith("arn:aws:iam::" + account + ":policy/"));
  }

  @Override
  public Optional<InstanceProfile> instanceProfile(Map<String, String> nodeLabels) {
    return profiles.stream().filter(profile -> profile.selects(nodeLabels)).findFirst();
  }

  @Override
  public Associations associations(String namespace) {
    return Associations.of(
        associations.stream()
            .filter(association -> association.namespace().equals(namespace))
            .toList());
  }
}
