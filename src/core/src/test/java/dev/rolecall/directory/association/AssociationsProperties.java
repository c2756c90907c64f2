package dev.rolecall.directory.association;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.LabelRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is found by index and memory is what a look at each association finds. */
class AssociationsProperties {
  /** A workload, as far as associations look at it. */
  record Pod(String serviceAccount, Map<String, String> labels) {}

  @Property(tries = 500)
  void findsWhatALookAtEachFinds(
      @ForAll("associations") List<Association> all, @ForAll("pods") List<Pod> pods) {
    Associations associations = Associations.of(all);

    // Each twice: what is remembered of one must not be another's.
    List<Pod> asked = new ArrayList<>(pods);
    asked.addAll(pods.reversed());
    for (Pod pod : asked) {
      assertThat(AssociationsTest.names(associations.matching(pod.serviceAccount(), pod.labels())))
          .isEqualTo(plain(all, pod));
    }
  }

  private static List<String> plain(List<Association> all, Pod pod) {
    return all.stream()
        .filter(association ->
            association.serviceAccounts().stream()
                .anyMatch(name -> expression(name).matcher(pod.serviceAccount()).matches()))
        .filter(association ->
            association.podSelector().requirements().stream()
                .allMatch(requirement -> holds(requirement, pod.labels())))
        .map(Association::name)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Pattern expression(String name) {
    return Pattern.compile(
        name.chars()
            .mapToObj(character ->
                switch (character) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(character));
                })
            .collect(Collectors.joining()));
  }

  private static boolean holds(LabelRequirement requirement, Map<String, String> labels) {
    String value = labels.get(requirement.key());
    return switch (requirement) {
      case LabelRequirement.In(var key, var values) -> value != null && values.contains(value);
      case LabelRequirement.NotIn(var key, var values) -> value == null || !values.contains(value);
      case LabelRequirement.Exists(var key) -> value != null;
      case LabelRequirement.DoesNotExist(var key) -> value == null;
    };
  }

  @Provide
  Arbitrary<List<Association>> associations() {
    Arbitrary<String> names = Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(4);
    return Combinators.combine(
            names.list().ofMaxSize(4),
            requirements().list().ofMaxSize(3),
            Arbitraries.strings().withChars("xyz").ofMinLength(1).ofMaxLength(4))
        .as((accounts, requirements, name) ->
            AssociationsTest.association(name, accounts, requirements))
        .list()
        .uniqueElements(Association::name)
        .ofMaxSize(30);
  }

  private static Arbitrary<LabelRequirement> requirements() {
    Arbitrary<Set<String>> values = Arbitraries.of("1", "2").set().ofMinSize(1);
    return Combinators.combine(Arbitraries.of("k", "l"), values, Arbitraries.of(0, 1, 2, 3))
        .as((key, some, kind) ->
            switch (kind) {
              case 0 -> new LabelRequirement.In(key, some);
              case 1 -> new LabelRequirement.NotIn(key, some);
              case 2 -> new LabelRequirement.Exists(key);
              default -> new LabelRequirement.DoesNotExist(key);
            });
  }

  @Provide
  Arbitrary<List<Pod>> pods() {
    return Combinators.combine(
            Arbitraries.strings().withChars("ab").ofMaxLength(4),
            Arbitraries.maps(Arbitraries.of("k", "l", "m"), Arbitraries.of("1", "2", "3")))
        .as(Pod::new)
        .list()
        .ofMaxSize(10);
  }
}
