package dev.rolecall.operator.state;

import dev.rolecall.directory.Account;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.PolicyArns;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.directory.RoleArns;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.RoleAssociation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects name which policies and roles. What another account says of a role is no reference:
 * else it could keep a stranger from deleting his own.
 */
final class References {
  private record Name(AccountId account, String lowerCase) {
    static Name of(AccountId account, String name) {
      return new Name(account, name.toLowerCase(Locale.ROOT));
    }
  }

  private record Named(ObjectKey key, String arn) {}

  private final Catalog catalog;
  private final Map<Name, Named> policies = new HashMap<>();
  private final Map<Name, Named> roles = new HashMap<>();
  private final Map<ObjectKey, Map<Relation, List<ObjectKey>>> found = new HashMap<>();

  private References(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @param namesakes objects whose names are others'
   */
  static References of(ResourceLists lists, Catalog catalog, Set<ObjectKey> namesakes) {
    References references = new References(catalog);
    lists.policies().stream()
        .filter(policy -> !namesakes.contains(ObjectKey.of(policy)))
        .forEach(references::name);
    lists.roles().stream()
        .filter(role -> !namesakes.contains(ObjectKey.of(role)))
        .forEach(references::name);
    lists.roles().forEach(references::addRole);
    lists
        .associations()
        .forEach(association ->
            references
                .account(association)
                .ifPresent(account -> references.addRolesOf(association, account.id())));
    lists
        .profiles()
        .forEach(profile ->
            RoleArn.parse(String.valueOf(profile.getSpec().getRole()))
                .ifPresent(arn ->
                    references.addRoleOf(
                        Relation.PROFILED, profile, arn.account(), arn.toString())));
    references
        .found
        .values()
        .forEach(relations ->
            relations
                .values()
                .forEach(list ->
                    list.sort(
                        Comparator.comparing(ObjectKey::namespace)
                            .thenComparing(ObjectKey::name))));
    return references;
  }

  /** What names an object so, in order. */
  List<ObjectKey> of(ObjectKey object, Relation relation) {
    return List.copyOf(found.getOrDefault(object, Map.of()).getOrDefault(relation, List.of()));
  }

  private Optional<Account> account(HasMetadata object) {
    return catalog.accountOf(object.getMetadata().getNamespace());
  }

  private void name(IAMPolicy policy) {
    account(policy)
        .ifPresent(account ->
            policies.put(
                Name.of(account.id(), PolicyArns.nameOf(policy)),
                new Named(ObjectKey.of(policy), PolicyArns.of(policy, account.id()))));
  }

  private void name(IAMRole role) {
    account(role)
        .flatMap(account -> RoleArns.of(role, account.id()))
        .ifPresent(arn ->
            roles.put(
                Name.of(arn.account(), arn.name()), new Named(ObjectKey.of(role), arn.toString())));
  }

  private void addRole(IAMRole role) {
    account(role)
        .ifPresent(account -> {
          role.getSpec()
              .getManagedPolicies()
              .forEach(policy -> add(Relation.ATTACHED, role, policies, account.id(), policy));
          add(
              Relation.BOUNDARY,
              role,
              policies,
              account.id(),
              role.getSpec().getPermissionsBoundary());
        });
  }

  private void addRolesOf(RoleAssociation association, AccountId account) {
    String role = association.getSpec().getRole();
    String target = association.getSpec().getTargetRole();
    addRoleOf(Relation.ASSOCIATED, association, account, role);
    if (target != null && !target.equals(role)) {
      addRoleOf(Relation.ASSOCIATED, association, account, target);
    }
  }

  private void addRoleOf(
      Relation relation, HasMetadata from, AccountId account, @Nullable String reference) {
    add(relation, from, roles, account, reference);
  }

  /**
   * @param reference a name in the account, or an ARN
   */
  private void add(
      Relation relation,
      HasMetadata from,
      Map<Name, Named> names,
      AccountId account,
      @Nullable String reference) {
    if (reference == null) {
      return;
    }
    Named named = names.get(Name.of(account, reference.substring(reference.lastIndexOf('/') + 1)));
    if (named != null
        && (!reference.startsWith("arn:") || reference.equalsIgnoreCase(named.arn()))) {
      found
          .computeIfAbsent(named.key(), none -> new EnumMap<>(Relation.class))
          .computeIfAbsent(relation, none -> new ArrayList<>())
          .add(ObjectKey.of(from));
    }
  }
}
