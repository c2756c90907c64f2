package dev.rolecall.binding;

import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What the associations that match one workload, by name, say together. */
record Matching(List<Association> associations) {
  /** Who decides the role, and what they say. */
  sealed interface Deciding {
    /**
     * They lead to one role.
     *
     * @param source says who, {@code association web}
     */
    record Agreed(String source, AssociatedRole role) implements Deciding {}

    /** They lead to different ones: nobody can say which was meant. */
    record Tied(String reason) implements Deciding {}
  }

  /** Of those that name a role the ones of the highest priority; empty where none names one. */
  Optional<Deciding> deciding() {
    OptionalInt highest = roles(associations).stream().mapToInt(AssociatedRole::priority).max();
    if (highest.isEmpty()) {
      return Optional.empty();
    }
    List<Association> first =
        associations.stream()
            .filter(association ->
                association.role().filter(it -> it.priority() == highest.getAsInt()).isPresent())
            .toList();
    List<AssociatedRole> roles = roles(first);
    String names = first.stream().map(Association::name).collect(Collectors.joining(", "));
    AssociatedRole one = roles.getFirst();
    return Optional.of(
        roles.stream().allMatch(one::leadsToTheSame)
            ? new Deciding.Agreed("association " + names, agreed(one, roles))
            : new Deciding.Tied(tie(names, roles)));
  }

  /** Attested tags are left out where all want that: more tags can only tell more. */
  private static AssociatedRole agreed(AssociatedRole one, List<AssociatedRole> roles) {
    boolean attested = roles.stream().anyMatch(AssociatedRole::attestedTags);
    return new AssociatedRole(one.role(), one.priority(), one.target(), attested);
  }

  private static String tie(String names, List<AssociatedRole> roles) {
    List<RoleArn> named = roles.stream().map(AssociatedRole::role).distinct().toList();
    List<RoleArn> targets =
        roles.stream().flatMap(role -> role.target().stream()).distinct().toList();
    return named.size() > 1
        ? "associations %s match and name different roles: %s".formatted(names, texts(named))
        : "associations %s match and name role %s with and without the target roles %s"
            .formatted(names, named.getFirst(), texts(targets));
  }

  private static String texts(List<RoleArn> arns) {
    return arns.stream().map(RoleArn::toString).collect(Collectors.joining(", "));
  }

  private static List<AssociatedRole> roles(List<Association> associations) {
    return associations.stream().flatMap(association -> association.role().stream()).toList();
  }

  List<PolicyDocument> sessionPolicies() {
    return associations.stream().map(Association::sessionPolicy).filter(Objects::nonNull).toList();
  }
}
