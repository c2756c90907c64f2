package dev.rolecall.operator.tenancy;

import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.operator.state.ClusterState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a new or changed Account takes what others have. Two that come at the same time may both
 * pass: then what both claim belongs to neither, and their status says so.
 */
public final class AccountClaims {
  private final ClusterState state;
  private final Reserved reserved;

  public AccountClaims(ClusterState state, Reserved reserved) {
    this.state = state;
    this.reserved = reserved;
  }

  /** Why the Account must not be; one sentence each. What it claimed before is not judged anew. */
  public List<String> problems(Account account, Optional<Account> before) {
    List<String> problems = new ArrayList<>();
    system(account, before).ifPresent(problems::add);
    Set<String> claims = new LinkedHashSet<>(state.catalog().claims().of(account));
    before.ifPresent(old -> claims.removeAll(state.catalog().claims().of(old)));
    for (Account other : state.accounts()) {
      if (!other.getMetadata().getName().equals(account.getMetadata().getName())) {
        if (before.isEmpty()) {
          sameId(account, other).ifPresent(problems::add);
        }
        overlap(account, claims, other).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private Optional<String> system(Account account, Optional<Account> before) {
    Set<String> named = new LinkedHashSet<>(account.getSpec().getNamespaces());
    before.ifPresent(old -> named.removeAll(old.getSpec().getNamespaces()));
    named.retainAll(reserved.namespaces());
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "spec.namespaces: %s are the system's and belong to no Account; leave them out"
                .formatted(Names.quoted(named)));
  }

  private static Optional<String> sameId(Account account, Account other) {
    String id = account.getSpec().getAccountId();
    return id != null && id.equals(other.getSpec().getAccountId())
        ? Optional.of(
            "spec.accountId: Account '%s' has the id %s; choose another"
                .formatted(other.getMetadata().getName(), id))
        : Optional.empty();
  }

  private Optional<String> overlap(Account account, Set<String> claims, Account other) {
    Set<String> both = new LinkedHashSet<>(claims);
    both.retainAll(state.catalog().claims().of(other));
    if (both.isEmpty()) {
      return Optional.empty();
    }
    boolean named = both.stream().anyMatch(account.getSpec().getNamespaces()::contains);
    return Optional.of(
        "%s: Account '%s' claims %s; take it away there first, or leave it out here"
            .formatted(
                named ? "spec.namespaces" : "spec.namespaceSelector",
                other.getMetadata().getName(),
                Names.quoted(both)));
  }
}
