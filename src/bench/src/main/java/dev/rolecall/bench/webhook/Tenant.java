package dev.rolecall.bench.webhook;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.LabelRequirement;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodPowers;
import dev.rolecall.directory.Provider;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.directory.association.AssociatedRole;
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
import java.util.stream.IntStream;

/**
 * One account with one namespace and so many associations, each of which gives pods of a service
 * account of its own a role; every fourth one asks for a label of theirs.
 */
final class Tenant implements ResourceDirectory {
  static final String NAMESPACE = "shop";

  private static final AccountId ID = new AccountId("111111111111");

  private final Account account =
      new Account(
          ID,
          "shop",
          Set.of(NAMESPACE),
          List.of(),
          null,
          PodPermissions.NONE,
          PodPowers.NONE,
          RoleUse.ANY,
          false);
  private final Associations associations;

  Tenant(int associations) {
    this.associations =
        Associations.of(IntStream.range(0, associations).mapToObj(Tenant::association).toList());
  }

  static String serviceAccount(int number) {
    return "web-" + number;
  }

  private static Association association(int number) {
    return new Association(
        NAMESPACE,
        "association-" + number,
        List.of(serviceAccount(number)),
        // A thousand requirements are the most that a namespace may have.
        number % 4 == 0
            ? new LabelSelector(List.of(new LabelRequirement.In("app", Set.of("web"))))
            : LabelSelector.EVERYTHING,
        Optional.of(AssociatedRole.of(new RoleArn(ID, "/", "Role" + number))),
        Map.of(),
        null);
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return id.equals(ID) ? Optional.of(account) : Optional.empty();
  }

  @Override
  public Optional<Account> accountOf(String namespace) {
    return namespace.equals(NAMESPACE) ? Optional.of(account) : Optional.empty();
  }

  @Override
  public Optional<Role> role(RoleArn arn) {
    return Optional.empty();
  }

  @Override
  public Optional<Role> role(RoleId id) {
    return Optional.empty();
  }

  @Override
  public Optional<Role> role(AccountId of, String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Provider> provider(AccountId of, String issuer) {
    return Optional.empty();
  }

  @Override
  public Optional<PolicyDocument> managedPolicy(AccountId of, String arn) {
    return Optional.empty();
  }

  @Override
  public Optional<InstanceProfile> instanceProfile(Map<String, String> nodeLabels) {
    return Optional.empty();
  }

  @Override
  public Associations associations(String namespace) {
    return namespace.equals(NAMESPACE) ? associations : Associations.NONE;
  }
}
