package dev.rolecall.operator.state;

import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.CatalogProblem;
import dev.rolecall.kube.directory.NamespaceClaims;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.resource.Account;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose each namespace is.
 *
 * @param present the names of those that are there
 * @param ending of these, the ones that are being deleted
 * @param claimed whose those are that somebody claims
 * @param unreadable ids of accounts of which nobody can say what they select
 */
record NamespaceOwners(
    Set<String> present,
    Set<String> ending,
    Map<String, Ownership> claimed,
    Set<String> unreadable) {
  static NamespaceOwners of(ResourceLists lists, Catalog catalog, Set<ObjectKey> invalid) {
    Map<String, Ownership> claimed = new HashMap<>();
    Set<String> unreadable = new HashSet<>();
    for (Account account : lists.accounts()) {
      boolean wrong = invalid.contains(ObjectKey.of(account));
      if (wrong && NamespaceClaims.unreadable(account)) {
        unreadable.add(String.valueOf(account.getSpec().getAccountId()));
      }
      for (String namespace : catalog.claims().of(account)) {
        Ownership claim = wrong ? new Ownership.Undecided() : owner(namespace, catalog);
        claimed.merge(namespace, claim, (one, other) -> owner(namespace, catalog));
      }
    }
    return new NamespaceOwners(
        lists.namespaces().stream()
            .map(namespace -> namespace.getMetadata().getName())
            .collect(Collectors.toUnmodifiableSet()),
        lists.namespaces().stream()
            .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() != null)
            .map(namespace -> namespace.getMetadata().getName())
            .collect(Collectors.toUnmodifiableSet()),
        Map.copyOf(claimed),
        Set.copyOf(unreadable));
  }

  boolean ending(String namespace) {
    return ending.contains(namespace);
  }

  Ownership owner(String namespace) {
    return claimed.getOrDefault(namespace, new Ownership.Nobodys());
  }

  /** Whose a namespace would be that had these labels. */
  static Ownership ofLabels(
      String namespace, Map<String, String> labels, List<Account> accounts, ClusterState state) {
    List<Account> claimants =
        accounts.stream()
            .filter(account -> state.catalog().claims().claims(account, namespace, labels))
            .toList();
    if (claimants.size() != 1) {
      return new Ownership.Nobodys();
    }
    Account account = claimants.getFirst();
    boolean readable =
        state
            .verdict(ObjectKey.of(account))
            .filter(
                verdict -> verdict.reason().equals(CatalogProblem.Reason.INVALID_SPEC.toString()))
            .isEmpty();
    return readable ? owner(account, state.catalog()) : new Ownership.Undecided();
  }

  /** Nobody's where another Account has its id. */
  private static Ownership owner(Account account, Catalog catalog) {
    return Optional.ofNullable(account.getSpec().getAccountId())
        .flatMap(id -> catalog.account(new AccountId(id)))
        .filter(owner -> owner.name().equals(account.getMetadata().getName()))
        .<Ownership>map(owner -> new Ownership.Owned(owner.id()))
        .orElseGet(Ownership.Nobodys::new);
  }

  /** One that nobody claims keeps the label of an account whose selector cannot be read. */
  Ownership keeping(Optional<String> label, Ownership owner) {
    return owner instanceof Ownership.Nobodys && label.filter(unreadable::contains).isPresent()
        ? new Ownership.Undecided()
        : owner;
  }

  Set<ObjectKey> all() {
    return Stream.concat(present.stream(), claimed.keySet().stream())
        .map(NamespaceOwners::key)
        .collect(Collectors.toSet());
  }

  Set<ObjectKey> changesSince(NamespaceOwners before) {
    if (!unreadable.equals(before.unreadable)) {
      return all();
    }
    return Stream.concat(claimed.keySet().stream(), before.claimed.keySet().stream())
        .filter(namespace -> !owner(namespace).equals(before.owner(namespace)))
        .map(NamespaceOwners::key)
        .collect(Collectors.toSet());
  }

  private static ObjectKey key(String namespace) {
    return new ObjectKey("Namespace", "", namespace);
  }

  private static Ownership owner(String namespace, Catalog catalog) {
    Optional<AccountId> owner =
        catalog.accountOf(namespace).map(dev.rolecall.directory.Account::id);
    return owner.<Ownership>map(Ownership.Owned::new).orElseGet(Ownership.Nobodys::new);
  }
}
