package dev.rolecall.operator.state;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.CatalogProblem;
import dev.rolecall.kube.directory.HeldRoles;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.resource.Account;
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
import org.jspecify.annotations.Nullable;

/** Everything at one moment; immutable. */
public final class ClusterState {
  /** By ids, made when it is asked for first. */
  private volatile @Nullable Map<String, ObjectKey> roles;

  private final Catalog catalog;
  private final List<Account> accounts;
  private final Map<ObjectKey, Verdict> verdicts;
  private final NamespaceOwners namespaces;
  private final References references;
  private final Map<AccountId, Usage> usage;

  private ClusterState(
      ResourceLists lists,
      Catalog catalog,
      NamespaceOwners namespaces,
      References references,
      Map<ObjectKey, Verdict> verdicts) {
    this.catalog = catalog;
    this.accounts = lists.accounts();
    this.namespaces = namespaces;
    this.references = references;
    this.usage = Usage.of(lists, catalog, namespace -> !namespaces.ending(namespace));
    this.verdicts = Map.copyOf(verdicts);
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
    References references =
        References.of(lists, catalog, having(CatalogProblem.Reason.DUPLICATE_NAME, problems));
    Judge judge = new Judge(catalog, problems, nodes, references, usages(lists, catalog));
    Map<ObjectKey, Verdict> verdicts = new HashMap<>();
    resources(lists)
        .forEach(resource -> {
          ObjectKey key = ObjectKey.of(resource);
          verdicts.put(
              key, judge.verdict(resource).withToHold(Optional.ofNullable(toHold.get(key))));
        });
    NamespaceOwners owners =
        NamespaceOwners.of(lists, catalog, having(CatalogProblem.Reason.INVALID_SPEC, problems));
    return new ClusterState(lists, catalog, owners, references, verdicts);
  }

  public Catalog catalog() {
    return catalog;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** The IAMRole with this id, whether it is in use or not. */
  public Optional<ObjectKey> object(RoleId role) {
    Map<String, ObjectKey> known = roles;
    if (known == null) {
      known =
          verdicts.entrySet().stream()
              .flatMap(entry ->
                  entry.getValue().role().stream()
                      .map(identity -> Map.entry(identity.id(), entry.getKey())))
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
      roles = known;
    }
    return Optional.ofNullable(known.get(role.toString()));
  }

  /** How many resources are not in use as they stand. */
  public long notInUse() {
    return verdicts.values().stream().filter(verdict -> !verdict.ready()).count();
  }

  /** What a resource's status should say; empty where it is not known yet. */
  public Optional<Verdict> verdict(ObjectKey resource) {
    return Optional.ofNullable(verdicts.get(resource));
  }

  /**
   * @param label the account whose label the namespace has
   */
  public Ownership ownership(String namespace, Optional<String> label) {
    return namespaces.keeping(label, namespaces.owner(namespace));
  }

  /**
   * Whose a namespace will be that is made, or labelled, so.
   *
   * @param labels those that it will have
   * @param label the account whose label it had
   */
  public Ownership ownership(String namespace, Map<String, String> labels, Optional<String> label) {
    return namespaces.keeping(label, NamespaceOwners.ofLabels(namespace, labels, accounts, this));
  }

  /** Whether a namespace is being deleted, with all that is in it. */
  public boolean ending(String namespace) {
    return namespaces.ending(namespace);
  }

  /** How many objects an account has, but for those in namespaces that are being deleted. */
  public Usage usage(AccountId account) {
    return usage.getOrDefault(account, Usage.NONE);
  }

  /** What names a policy or a role so, but for what is being deleted with its namespace. */
  public List<ObjectKey> references(ObjectKey object, Relation relation) {
    return references.of(object, relation).stream()
        .filter(key -> !namespaces.ending(key.namespace()))
        .toList();
  }

  /** What changed since there was nothing. */
  Set<ObjectKey> everything() {
    Set<ObjectKey> all = new HashSet<>(verdicts.keySet());
    all.addAll(namespaces.all());
    return all;
  }

  /** The resources whose verdict is another than before, and the namespaces whose owner is. */
  public Set<ObjectKey> changesSince(ClusterState before) {
    Set<ObjectKey> changed = new HashSet<>(namespaces.changesSince(before.namespaces));
    verdicts.forEach((key, verdict) -> {
      if (!verdict.equals(before.verdicts.get(key))) {
        changed.add(key);
      }
    });
    return changed;
  }

  private static Map<AccountId, Usage> usages(ResourceLists lists, Catalog catalog) {
    return Usage.of(lists, catalog, namespace -> true);
  }

  private static Stream<HasMetadata> resources(ResourceLists lists) {
    return Stream.of(
            lists.accounts(),
            lists.roles(),
            lists.policies(),
            lists.providers(),
            lists.associations(),
            lists.profiles())
        .flatMap(List::stream);
  }

  private static Set<ObjectKey> having(
      CatalogProblem.Reason reason, Map<ObjectKey, List<CatalogProblem>> problems) {
    return problems.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(it -> it.reason() == reason))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
