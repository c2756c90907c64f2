package dev.rolecall.operator.state;

import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.kube.directory.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the other associations of its namespace, and the policies of its roles, mean for an
 * association that is right in itself.
 *
 * @param ready whether its workloads get what it says
 * @param reason a word in CamelCase
 */
record AssociationUse(boolean ready, String reason, String message) {
  /** So many of its service accounts are looked at, and of those who come before it named. */
  private static final int MOST = 5;

  static AssociationUse of(Association association, Catalog catalog) {
    Associations all = catalog.associations(association.namespace());
    if (all.searched() > Associations.MOST_SEARCHED) {
      return new AssociationUse(
          false,
          "TooManyAssociations",
          "the associations of namespace '%s' have %d names with wildcards and requirements on labels, and may have %d: no pod of the namespace gets anything; remove some"
              .formatted(association.namespace(), all.searched(), Associations.MOST_SEARCHED));
    }
    if (association.role().isEmpty()) {
      return inUse("");
    }
    AssociatedRole role = association.role().get();
    // What a stranger's role may do is not for this namespace to know.
    boolean own =
        catalog
            .accountOf(association.namespace())
            .filter(account -> account.id().equals(role.role().account()))
            .isPresent();
    Optional<String> unreachable = own ? new TargetReach(catalog).problem(role) : Optional.empty();
    if (unreachable.isPresent()) {
      return new AssociationUse(false, "TargetRoleUnreachable", unreachable.get());
    }
    return beside(association, role, all);
  }

  private static AssociationUse beside(
      Association association, AssociatedRole role, Associations all) {
    List<String> ties = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (String name : association.serviceAccounts().stream().limit(MOST).toList()) {
      others(association, role, all, name)
          .forEach(other -> {
            int priority = other.role().orElseThrow().priority();
            String text =
                "RoleAssociation '%s' (priority %d) for '%s'"
                    .formatted(other.name(), priority, name);
            (priority == role.priority() ? ties : before).add(text);
          });
    }
    return ties.isEmpty()
        ? inUse(before.isEmpty() ? "" : "; before it come " + some(before))
        : new AssociationUse(
            false,
            "Tied",
            "of the same priority, and leading to another role, so that pods of both have none: "
                + some(ties)
                + "; give one another priority");
  }

  /** Those that are sure to match the same pods, and lead elsewhere; lower ones do not matter. */
  private static Stream<Association> others(
      Association association, AssociatedRole role, Associations all, String name) {
    // Where more match a pod it gets nothing, and all are looked at for each of them.
    return all.naming(name).stream()
        .limit(Associations.MOST_MATCHING)
        .filter(other -> !other.name().equals(association.name()))
        .filter(other ->
            other.podSelector().equals(LabelSelector.EVERYTHING)
                || other.podSelector().equals(association.podSelector()))
        .filter(other ->
            other
                .role()
                .filter(it -> it.priority() >= role.priority() && !it.leadsToTheSame(role))
                .isPresent());
  }

  private static String some(List<String> texts) {
    String more = texts.size() > MOST ? " and %d more".formatted(texts.size() - MOST) : "";
    return texts.stream().limit(MOST).collect(Collectors.joining(", ", "", more));
  }

  private static AssociationUse inUse(String more) {
    return new AssociationUse(true, "InUse", "in use" + more);
  }
}
