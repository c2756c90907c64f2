package dev.rolecall.directory.association;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.directory.LabelRequirement;
import dev.rolecall.directory.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssociationsTest {
  @Test
  void findsByNameByPatternAndByLabels() {
    Associations associations =
        Associations.of(
            List.of(
                association("exact", List.of("web", "api"), List.of()),
                association("both", List.of("web", "w*"), List.of()),
                association(
                    "labelled",
                    List.of("*"),
                    List.of(new LabelRequirement.In("tier", Set.of("front")))),
                association("none", List.of(), List.of())));

    assertThat(names(associations.matching("web", Map.of()))).containsExactly("both", "exact");
    assertThat(names(associations.matching("web", Map.of("tier", "front"))))
        .containsExactly("both", "exact", "labelled");
    assertThat(names(associations.matching("worker", Map.of("tier", "back"))))
        .containsExactly("both");
    assertThat(names(associations.matching("", Map.of()))).isEmpty();
  }

  @Test
  void worksOutOnceWhatPodsThatLookTheSameHave() {
    Associations associations =
        Associations.of(
            List.of(
                association("one", List.of("we?"), List.of(new LabelRequirement.Exists("tier")))));
    Matches first = associations.matching("web", Map.of("tier", "a", "pod-template-hash", "1"));

    assertThat(associations.matching("web", Map.of("tier", "a", "pod-template-hash", "2")))
        .isSameAs(first);
    assertThat(associations.matching("web", Map.of("tier", "b"))).isNotSameAs(first);
  }

  @Test
  void looksAtNoPatternOfANamespaceThatHasTooMany() {
    List<Association> hostile = new ArrayList<>();
    IntStream.range(0, 5_000)
        .forEach(i -> hostile.add(association("a" + i, List.of("*a".repeat(120) + i), List.of())));
    Associations associations = Associations.of(hostile);

    assertThat(associations.searched()).isEqualTo(5_000);
    assertThat(associations.matching("a".repeat(250), Map.of()))
        .isEqualTo(
            new Matches.TooMany(
                "the associations of the namespace have 5000 names with wildcards and requirements on labels, and may have 1000; remove some"));
    assertThat(associations.naming("*")).isEmpty();
  }

  @Test
  void countsPatternsAndRequirementsButNoPlainNames() {
    List<LabelRequirement> two =
        List.of(new LabelRequirement.Exists("a"), new LabelRequirement.DoesNotExist("b"));

    assertThat(Associations.searched(association("a", List.of("x", "y"), List.of()))).isZero();
    assertThat(Associations.searched(association("a", List.of("x*", "y", "?"), two))).isEqualTo(4);
  }

  @Test
  void findsPlainNamesHoweverManyThereAre() {
    List<Association> many = new ArrayList<>();
    IntStream.range(0, 5_000)
        .forEach(i -> many.add(association("a" + i, List.of("sa-" + i), List.of())));
    Associations associations = Associations.of(many);

    assertThat(names(associations.matching("sa-4711", Map.of()))).containsExactly("a4711");
  }

  @Test
  void saysSoWhereMoreMatchThanAreTakenTogether() {
    List<Association> many = new ArrayList<>();
    IntStream.range(0, Associations.MOST_MATCHING)
        .forEach(i -> many.add(association("a" + i, List.of("web"), List.of())));
    assertThat(names(Associations.of(many).matching("web", Map.of()))).hasSize(100);
    many.add(association("one-more", List.of("web"), List.of()));

    assertThat(Associations.of(many).matching("web", Map.of()))
        .isEqualTo(new Matches.TooMany("more than 100 associations match it; remove some"));
  }

  @Test
  void knowsWhoseNamesIncludeThoseOfAPattern() {
    Associations associations =
        Associations.of(
            List.of(
                association("all", List.of("*"), List.of()),
                association("web", List.of("web-*"), List.of()),
                association("web-1", List.of("web-1"), List.of())));

    assertThat(associations.naming("web-1"))
        .extracting(Association::name)
        .containsExactly("all", "web", "web-1");
    assertThat(associations.naming("web-?"))
        .extracting(Association::name)
        .containsExactly("all", "web");
    assertThat(associations.naming("web*")).extracting(Association::name).containsExactly("all");
  }

  /** Each of them may ask, and thousands may have one name. */
  @Test
  void worksOutWhoNamesAnAccountOnce() {
    Associations associations =
        Associations.of(List.of(association("a", List.of("web"), List.of())));

    assertThat(associations.naming("web")).isSameAs(associations.naming("web"));
  }

  static Association association(
      String name, List<String> serviceAccounts, List<LabelRequirement> requirements) {
    return new Association(
        "team-a",
        name,
        serviceAccounts,
        new LabelSelector(requirements),
        Optional.empty(),
        Map.of(),
        null);
  }

  static List<String> names(Matches matches) {
    return ((Matches.Found) matches).associations().stream().map(Association::name).toList();
  }
}
