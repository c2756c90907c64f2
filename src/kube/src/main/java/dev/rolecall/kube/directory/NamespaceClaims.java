package dev.rolecall.kube.directory;

import dev.rolecall.directory.LabelSelector;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.NamespaceSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which Accounts claim which namespaces: those they name, whether such a namespace is there or not,
 * and those that are there and have the labels they select. Namespaces that are reserved are
 * claimed by nobody.
 */
public final class NamespaceClaims {
  /** Labels that the operator writes: nobody selects by them, and no change of one matters. */
  static final String OWN_LABELS = "rolecall.dev/";

  private final Map<String, Map<String, String>> namespaces = new HashMap<>();
  private final Set<String> reserved;

  public NamespaceClaims(List<Namespace> present, Set<String> reserved) {
    this.reserved = Set.copyOf(reserved);
    present.forEach(namespace ->
        namespaces.put(
            namespace.getMetadata().getName(),
            Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of())));
  }

  /** What an Account claims, by name first; whether it can be used or not. */
  public Set<String> of(Account account) {
    Set<String> claimed = new LinkedHashSet<>(account.getSpec().getNamespaces());
    selector(account)
        .ifPresent(selector ->
            namespaces.entrySet().stream()
                .filter(namespace -> selector.selects(namespace.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(claimed::add));
    claimed.removeIf(namespace -> namespace == null || reserved.contains(namespace));
    return claimed;
  }

  /** Whether an Account would claim a namespace that had these labels. */
  public boolean claims(Account account, String namespace, Map<String, String> labels) {
    return !reserved.contains(namespace)
        && (account.getSpec().getNamespaces().contains(namespace)
            || selector(account).filter(selector -> selector.selects(labels)).isPresent());
  }

  /**
   * The names of the Accounts that claim each namespace.
   *
   * @param claims by the Accounts' names
   */
  static Map<String, List<String>> claimants(Map<String, Set<String>> claims) {
    Map<String, List<String>> claimants = new HashMap<>();
    claims.forEach((account, namespaces) ->
        namespaces.forEach(namespace ->
            claimants.computeIfAbsent(namespace, none -> new ArrayList<>()).add(account)));
    return claimants;
  }

  /**
   * Whether an Account has a selector that cannot be read: nobody can say what it was to select.
   */
  public static boolean unreadable(Account account) {
    return account.getSpec().getNamespaceSelector() != null && selector(account).isEmpty();
  }

  /** One that selects everything would be a mistake: it counts as unreadable. */
  private static Optional<LabelSelector> selector(Account account) {
    NamespaceSelector selector = account.getSpec().getNamespaceSelector();
    return selector == null || !selector.getUnknownFields().isEmpty()
        ? Optional.empty()
        : LabelSelectors.of(selector.getMatchLabels(), selector.getMatchExpressions())
            .filter(read -> !read.requirements().isEmpty())
            .filter(read -> keys(selector).stream().noneMatch(key -> key.startsWith(OWN_LABELS)));
  }

  private static Set<String> keys(NamespaceSelector selector) {
    Set<String> keys = new LinkedHashSet<>(selector.getMatchLabels().keySet());
    selector
        .getMatchExpressions()
        .forEach(expression -> keys.add(String.valueOf(expression.getKey())));
    return keys;
  }
}
