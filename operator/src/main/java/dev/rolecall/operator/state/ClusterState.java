package dev.rolecall.operator.state;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.CatalogProblem;
import dev.rolecall.kube.directory.HeldRoles;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.directory.RoleArns;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.operator.state.Verdict.RoleIdentity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything at one moment; immutable. */
public final class ClusterState {
  private final Catalog catalog;
  private final List<Account> accounts;
  private final Map<ObjectKey, Verdict> verdicts;
  private final Map<String, Ownership> namespaces;

  private ClusterState(
      Catalog catalog,
      List<Account> accounts,
      Map<ObjectKey, Verdict> verdicts,
      Map<String, Ownership> namespaces) {
    this.catalog = catalog;
    this.accounts = List.copyOf(accounts);
    this.verdicts = Map.copyOf(verdicts);
    this.namespaces = Map.copyOf(namespaces);
  }

  /**
   * @param catalog made of {@code lists}
   * @param nodes labels of the cluster's nodes by their names
   */
  public static ClusterState of(
      ResourceLists lists, Catalog catalog, Map<String, Map<String, String>> nodes) {
    Map<ObjectKey, List<CatalogProblem>> problems =
        catalog.problems().stream()
            .collect(
                Collectors.groupingBy(
                    problem -> new ObjectKey(problem.kind(), problem.namespace(), problem.name())));
    Map<ObjectKey, HeldRoles> toHold =
        catalog.toHold().stream()
            .collect(
                Collectors.toMap(
                    due -> new ObjectKey("IAMRole", due.namespace(), due.name()),
                    Function.identity()));
    Map<ObjectKey, Verdict> verdicts = new HashMap<>();
    Stream.of(
            lists.accounts(),
            lists.roles(),
            lists.policies(),
            lists.providers(),
            lists.associations(),
            lists.profiles())
        .flatMap(List::stream)
        .forEach(resource -> {
          ObjectKey key = ObjectKey.of(resource);
          verdicts.put(
              key,
              verdict(resource, problems.getOrDefault(key, List.of()), catalog, nodes)
                  .withToHold(Optional.ofNullable(toHold.get(key))));
        });
    return new ClusterState(
        catalog, lists.accounts(), verdicts, ownerships(lists.accounts(), catalog, problems));
  }

  public Catalog catalog() {
    return catalog;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** What a resource's status should say; empty where it is not known yet. */
  public Optional<Verdict> verdict(ObjectKey resource) {
    return Optional.ofNullable(verdicts.get(resource));
  }

  public Ownership ownership(String namespace) {
    return namespaces.getOrDefault(namespace, new Ownership.Nobodys());
  }

  /** What changed since there was nothing. */
  Set<ObjectKey> everything() {
    Set<ObjectKey> all = new HashSet<>(verdicts.keySet());
    namespaces.keySet().forEach(namespace -> all.add(new ObjectKey("Namespace", "", namespace)));
    return all;
  }

  /** The resources whose verdict is another than before, and the namespaces whose owner is. */
  public Set<ObjectKey> changesSince(ClusterState before) {
    Set<ObjectKey> changed = new HashSet<>();
    verdicts.forEach((key, verdict) -> {
      if (!verdict.equals(before.verdicts.get(key))) {
        changed.add(key);
      }
    });
    Stream.concat(namespaces.keySet().stream(), before.namespaces.keySet().stream())
        .filter(namespace -> !ownership(namespace).equals(before.ownership(namespace)))
        .forEach(namespace -> changed.add(new ObjectKey("Namespace", "", namespace)));
    return changed;
  }

  private static Verdict verdict(
      HasMetadata resource,
      List<CatalogProblem> problems,
      Catalog catalog,
      Map<String, Map<String, String>> nodes) {
    Long generation = resource.getMetadata().getGeneration();
    long judged = generation == null ? 0 : generation;
    Optional<RoleIdentity> identity =
        resource instanceof IAMRole role ? identity(role, catalog) : Optional.empty();
    if (!problems.isEmpty()) {
      return new Verdict(
          judged,
          false,
          problems.getFirst().reason().toString(),
          problems.stream().map(CatalogProblem::message).collect(Collectors.joining("; ")),
          identity,
          Optional.empty());
    }
    if (resource instanceof Account account && account.getSpec().isSuspended()) {
      return new Verdict(
          judged,
          true,
          "Suspended",
          "no credentials are issued and no session is good",
          identity,
          Optional.empty());
    }
    if (resource instanceof InstanceProfile profile) {
      ProfileNodes selected = ProfileNodes.of(profile, catalog, nodes);
      return new Verdict(
          judged,
          !selected.areAllOfOlder(),
          selected.areAllOfOlder() ? CatalogProblem.Reason.DUPLICATE_SELECTOR.toString() : "InUse",
          selected.message(),
          identity,
          Optional.empty());
    }
    return new Verdict(judged, true, "InUse", "in use", identity, Optional.empty());
  }

  /** Also of a role that is not in use, as where another has its name: it says which. */
  private static Optional<RoleIdentity> identity(IAMRole role, Catalog catalog) {
    return catalog
        .accountOf(role.getMetadata().getNamespace())
        .flatMap(account -> RoleArns.of(role, account.id()))
        .map(arn ->
            new RoleIdentity(arn.toString(), RoleId.ofUid(role.getMetadata().getUid()).toString()));
  }

  private static Map<String, Ownership> ownerships(
      List<Account> accounts, Catalog catalog, Map<ObjectKey, List<CatalogProblem>> problems) {
    Map<String, Ownership> ownerships = new HashMap<>();
    for (Account account : accounts) {
      boolean unreadable =
          problems.getOrDefault(ObjectKey.of(account), List.of()).stream()
              .anyMatch(problem -> problem.reason() == CatalogProblem.Reason.INVALID_SPEC);
      for (String namespace : Set.copyOf(account.getSpec().getNamespaces())) {
        Ownership claimed = unreadable ? new Ownership.Undecided() : owner(namespace, catalog);
        ownerships.merge(namespace, claimed, (one, other) -> owner(namespace, catalog));
      }
    }
    return ownerships;
  }

  private static Ownership owner(String namespace, Catalog catalog) {
    Optional<AccountId> owner =
        catalog.accountOf(namespace).map(dev.rolecall.directory.Account::id);
    return owner.<Ownership>map(Ownership.Owned::new).orElseGet(Ownership.Nobodys::new);
  }
}
