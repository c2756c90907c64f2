package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.Provider;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.policy.PolicyDocument;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the resources mean together at one moment; immutable. */
public final class Catalog implements ResourceDirectory {
  /** A name within an account; names differ by more than case. */
  record Name(AccountId account, String lowerCase) {
    static Name of(AccountId account, String name) {
      return new Name(account, name.toLowerCase(Locale.ROOT));
    }
  }

  private final NamespaceClaims claims;
  private final Accounts accounts;
  private final ManagedPolicies policies;
  private final Map<Name, Role> roles;
  private final Map<RoleId, Role> rolesById;
  private final Map<Name, Provider> providers;
  private final Map<String, Associations> associations;
  private final List<InstanceProfile> profiles;
  private final List<CatalogProblem> problems;
  private final List<HeldRoles> toHold;
  private final Map<AccountId, Long> memory;
  private final Map<String, Unowned> unowned;

  Catalog(
      NamespaceClaims claims,
      Accounts accounts,
      ManagedPolicies policies,
      Map<Name, Role> roles,
      Map<Name, Provider> providers,
      Map<String, Associations> associations,
      List<InstanceProfile> profiles,
      List<CatalogProblem> problems,
      List<HeldRoles> toHold,
      Map<AccountId, Long> memory,
      Map<String, Unowned> unowned) {
    this.claims = claims;
    this.accounts = accounts;
    this.policies = policies;
    this.roles = Map.copyOf(roles);
    this.rolesById =
        roles.values().stream()
            .collect(Collectors.toUnmodifiableMap(Role::id, role -> role, (first, same) -> first));
    this.providers = Map.copyOf(providers);
    this.associations = Map.copyOf(associations);
    this.profiles = List.copyOf(profiles);
    this.problems = List.copyOf(problems);
    this.toHold = List.copyOf(toHold);
    this.memory = Map.copyOf(memory);
    this.unowned = Map.copyOf(unowned);
  }

  /** What Accounts claim of the namespaces that it was made with. */
  public NamespaceClaims claims() {
    return claims;
  }

  /** Everything that is wrong, by resource. */
  public List<CatalogProblem> problems() {
    return problems;
  }

  /** What the annotations of roles should say and do not: the operator writes it. */
  public List<HeldRoles> toHold() {
    return toHold;
  }

  /** Bytes of memory that the account's resources in use take at most. */
  public long memory(AccountId account) {
    return memory.getOrDefault(account, 0L);
  }

  /** What a namespace has that belongs to no Account; nothing where it belongs to one. */
  public Unowned unowned(String namespace) {
    return unowned.getOrDefault(namespace, Unowned.NONE);
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return accounts.byId(id);
  }

  @Override
  public Optional<Account> accountOf(String namespace) {
    return accounts.owning(namespace);
  }

  /** All that are in use, in no order. */
  public Collection<Role> roles() {
    return roles.values();
  }

  @Override
  public Optional<Role> role(RoleArn arn) {
    return role(arn.account(), arn.name()).filter(role -> role.arn().path().equals(arn.path()));
  }

  @Override
  public Optional<Role> role(RoleId id) {
    return Optional.ofNullable(rolesById.get(id));
  }

  @Override
  public Optional<Role> role(AccountId account, String name) {
    return Optional.ofNullable(roles.get(Name.of(account, name)));
  }

  @Override
  public Optional<Provider> provider(AccountId account, String issuer) {
    return Optional.ofNullable(
        providers.get(new Name(account, Issuers.withoutDefaultPort(issuer))));
  }

  @Override
  public Optional<PolicyDocument> managedPolicy(AccountId account, String arn) {
    return arn.startsWith("arn:")
            && policies.find(account, arn) instanceof ManagedPolicies.Found.Policy(var document)
        ? Optional.of(document)
        : Optional.empty();
  }

  /**
   * Whether the account has such an IAMPolicy, readable or not.
   *
   * @param reference its name or ARN
   */
  public boolean hasPolicy(AccountId account, String reference) {
    return !(policies.find(account, reference) instanceof ManagedPolicies.Found.Missing);
  }

  @Override
  public Optional<InstanceProfile> instanceProfile(Map<String, String> nodeLabels) {
    return profiles.stream().filter(profile -> profile.selects(nodeLabels)).findFirst();
  }

  @Override
  public Associations associations(String namespace) {
    return associations.getOrDefault(namespace, Associations.NONE);
  }
}
