package dev.rolecall.directory.association;

import dev.rolecall.directory.Derived;
import dev.rolecall.directory.LabelRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The associations of one namespace. Those of a workload are found in a time that does not grow
 * with the number of associations: names without wildcards are looked up, and what patterns and
 * selectors say of a service account and of the labels that matter is worked out once. How much
 * there may be to work out is bounded, so that no namespace takes the time of others.
 *
 * <p>It means the same for ever, whatever it remembers.
 */
public final class Associations {
  /** So many names with wildcards and requirements on labels a namespace may have in all. */
  public static final int MOST_SEARCHED = 1_000;

  /** So many associations one workload may have. */
  public static final int MOST_MATCHING = 100;

  public static final Associations NONE = new Associations(List.of());

  private static final int MOST_REMEMBERED = 2_000;

  private final List<Association> all;
  private final Map<String, Association> byOwnName;
  private final int searched;
  private final Map<String, List<Integer>> byName;
  private final Map<NamePattern, List<Integer>> byPattern;
  private final Derived<String, Candidates> candidates = new Derived<>(MOST_REMEMBERED);
  private final Derived<Seen, Matches> matches = new Derived<>(MOST_REMEMBERED);

  /** All that is asked of a workload: its labels are those that any selector mentions. */
  private record Seen(String serviceAccount, Map<String, String> labels) {}

  /**
   * What may match pods of one service account.
   *
   * @param keys of labels that the selectors of these look at
   */
  private record Candidates(List<Association> associations, Set<String> keys) {
    static Candidates of(List<Association> associations) {
      return new Candidates(
          associations,
          associations.stream()
              .flatMap(association -> association.podSelector().requirements().stream())
              .map(LabelRequirement::key)
              .collect(Collectors.toUnmodifiableSet()));
    }

    Map<String, String> seen(Map<String, String> labels) {
      return keys.isEmpty()
          ? Map.of()
          : labels.entrySet().stream()
              .filter(label -> keys.contains(label.getKey()))
              .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Matches of(Map<String, String> labels) {
      List<Association> found =
          associations.stream()
              .filter(association -> association.podSelector().selects(labels))
              .limit(MOST_MATCHING + 1L)
              .toList();
      return found.size() > MOST_MATCHING
          ? new Matches.TooMany(
              "more than %d associations match it; remove some".formatted(MOST_MATCHING))
          : new Matches.Found(found);
    }
  }

  private Associations(List<Association> byName) {
    this.all = byName;
    this.byOwnName =
        byName.stream()
            .collect(Collectors.toUnmodifiableMap(Association::name, association -> association));
    this.searched = byName.stream().mapToInt(Associations::searched).sum();
    this.byName = positions(byName, pattern -> !pattern.hasWildcards(), NamePattern::pattern);
    this.byPattern = positions(byName, NamePattern::hasWildcards, pattern -> pattern);
  }

  /**
   * @param associations of one namespace, each with a name of its own
   */
  public static Associations of(List<Association> associations) {
    return new Associations(
        associations.stream().sorted(Comparator.comparing(Association::name)).toList());
  }

  /** By name. */
  public List<Association> all() {
    return all;
  }

  /** The one of this name. */
  public Optional<Association> named(String name) {
    return Optional.ofNullable(byOwnName.get(name));
  }

  /** How much of {@link #MOST_SEARCHED} an association takes. */
  public static int searched(Association association) {
    return (int) association.serviceAccounts().stream().filter(Associations::isPattern).count()
        + association.podSelector().requirements().size();
  }

  /** How much of {@link #MOST_SEARCHED} these take together. */
  public int searched() {
    return searched;
  }

  /** Those of the pods of a service account that have these labels. */
  public Matches matching(String serviceAccount, Map<String, String> labels) {
    if (searched > MOST_SEARCHED) {
      return new Matches.TooMany(
          ("the associations of the namespace have %d names with wildcards and requirements on"
                  + " labels, and may have %d; remove some")
              .formatted(searched, MOST_SEARCHED));
    }
    Candidates known = known(serviceAccount);
    Map<String, String> seen = known.seen(labels);
    return matches.get(new Seen(serviceAccount, seen), List.of(), () -> known.of(seen));
  }

  /**
   * Those that match the service account, or every one that the pattern stands for, whatever their
   * selectors say of its pods; by name, none where there are too many to work out.
   */
  public List<Association> naming(String serviceAccountOrPattern) {
    return searched > MOST_SEARCHED ? List.of() : known(serviceAccountOrPattern).associations();
  }

  private Candidates known(String serviceAccountOrPattern) {
    return candidates.get(
        serviceAccountOrPattern,
        List.of(),
        () -> Candidates.of(candidates(serviceAccountOrPattern)));
  }

  private List<Association> candidates(String serviceAccount) {
    Set<Integer> found = new TreeSet<>(byName.getOrDefault(serviceAccount, List.of()));
    byPattern.forEach((pattern, positions) -> {
      if (pattern.matches(serviceAccount)) {
        found.addAll(positions);
      }
    });
    return found.stream().map(all::get).toList();
  }

  private static <K> Map<K, List<Integer>> positions(
      List<Association> all, Predicate<NamePattern> wanted, Function<NamePattern, K> key) {
    Map<K, List<Integer>> positions = new LinkedHashMap<>();
    IntStream.range(0, all.size())
        .forEach(at ->
            all.get(at).serviceAccounts().stream()
                .map(NamePattern::new)
                .filter(wanted)
                .map(key)
                .distinct()
                .forEach(
                    name -> positions.computeIfAbsent(name, none -> new ArrayList<>()).add(at)));
    return positions;
  }

  private static boolean isPattern(String name) {
    return new NamePattern(name).hasWildcards();
  }
}
