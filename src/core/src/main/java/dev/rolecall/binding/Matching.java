package dev.rolecall.binding;

import dev.rolecall.directory.Association;
import dev.rolecall.identity.ReservedTags;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The associations that match one workload, by name. */
record Matching(List<Association> associations) {
  static Matching of(Workload workload, List<Association> all) {
    return new Matching(
        all.stream()
            .filter(association -> matches(association, workload))
            .sorted(Comparator.comparing(Association::name))
            .toList());
  }

  private static boolean matches(Association association, Workload workload) {
    return association.namespace().equals(workload.pod().namespace())
        && association.serviceAccounts().stream()
            .anyMatch(name -> new NamePattern(name).matches(workload.serviceAccount().name()))
        && workload.podLabels().entrySet().containsAll(association.podLabels().entrySet());
  }

  /** Those that name a role. */
  List<Association> naming() {
    return associations.stream().filter(association -> association.role() != null).toList();
  }

  /** The roles they name, each once. */
  List<RoleArn> roles() {
    return associations.stream()
        .map(Association::role)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  List<PolicyDocument> sessionPolicies() {
    return associations.stream().map(Association::sessionPolicy).filter(Objects::nonNull).toList();
  }

  /** Why their tags cannot be taken together, where they cannot. */
  Optional<String> tagProblem() {
    Map<String, Association> setters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Association association : associations) {
      for (String key : association.tags().keySet()) {
        if (ReservedTags.contains(key)) {
          return Optional.of(
              "association " + association.name() + " sets the tag " + key + ", which is reserved");
        }
        Association first = setters.putIfAbsent(key, association);
        if (first != null && !same(first, association, key)) {
          return Optional.of(
              "associations %s and %s set the tag %s to different values"
                  .formatted(first.name(), association.name(), key));
        }
      }
    }
    return Optional.empty();
  }

  /** AWS's tag keys differ by more than case, so another case is another value, too. */
  private static boolean same(Association one, Association other, String key) {
    return Objects.equals(one.tags().get(key), other.tags().get(key));
  }

  Map<String, String> tags() {
    return associations.stream()
        .flatMap(association -> association.tags().entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
  }

  String names() {
    return naming().stream().map(Association::name).collect(Collectors.joining(", "));
  }
}
