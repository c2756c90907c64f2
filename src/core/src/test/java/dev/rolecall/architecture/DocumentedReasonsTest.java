package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of reasons has each reason of conditions and Events that the code has, and no other. */
class DocumentedReasonsTest {
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*\\|.*\\|.*\\|");
  private static final String OPERATOR = "operator/src/main/java/dev/rolecall/operator/";

  /** A word in CamelCase, where the state of the cluster is put into words. */
  private static final Pattern WORD = Pattern.compile("\"([A-Z][a-z]+(?:[A-Z][a-z]+)*)\"");

  private static final Pattern KIND = Pattern.compile("\n    kind: \"(\\w+)\"");

  /** The name of a column, which stands deeper than the name of the version. */
  private static final Pattern COLUMN = Pattern.compile("\n      name: \"([^\"]+)\"");

  /** Kinds of objects and elements of policies, which are such words too. */
  private static final Set<String> OTHERS =
      Set.of(
          "Account",
          "Namespace",
          "RoleAssociation",
          "InstanceProfile",
          "Task",
          "TaskDefinition",
          "Version",
          "Statement",
          "Effect",
          "Allow",
          "Principal",
          "Action");

  @Test
  void ofConditions() {
    Set<String> reasons =
        inCode(
            "src/kube/src/main/java/dev/rolecall/kube/directory/CatalogProblem.java",
            Pattern.compile("[A-Z_]+\\(\"(\\w+)\", (?:true|false)\\)"));
    assertThat(reasons).hasSizeGreaterThan(10);
    reasons.addAll(inCode(OPERATOR + "state", WORD));
    reasons.removeAll(OTHERS);

    assertThat(documented("## Reasons of conditions")).isEqualTo(reasons);
  }

  @Test
  void ofEventsOnPods() {
    assertThat(documented("## Reasons of Events on pods"))
        .hasSizeGreaterThan(2)
        .isEqualTo(
            inCode(
                "src/sts/src/main/java/dev/rolecall/sts/audit/PodEvent.java",
                Pattern.compile("[A-Z_]+\\(\"(\\w+)\", \"(?:Normal|Warning)\"\\)")));
  }

  @Test
  void ofEventsOnNodes() {
    assertThat(documented("## Reasons of Events on nodes"))
        .hasSizeGreaterThan(1)
        .isEqualTo(
            inCode(
                OPERATOR + "node/NodeEvents.java",
                Pattern.compile("event\\(node, \"\\w+\", \"(\\w+)\"")));
  }

  @Test
  void areShownInTheColumnsThatThePageNames() {
    Set<String> rows = new TreeSet<>();
    for (Path file : files(Material.root().resolve("crds"), ".yaml")) {
      rows.add(row(DocumentTree.read(file)));
    }
    assertThat(rows).hasSizeGreaterThan(5);
    assertThat(DocumentTree.read(Material.root().resolve("docs/status.md")).lines())
        .containsAll(rows);
  }

  /** The kind of a definition and its columns, as the page has them. */
  private static String row(String definition) {
    List<String> shown = new ArrayList<>();
    List<String> wide = new ArrayList<>();
    String columns = definition.replaceAll("(?s)^.*additionalPrinterColumns:|schema:.*$", "");
    for (String column : columns.split("\n    - ")) {
      COLUMN
          .matcher(column)
          .results()
          .forEach(match -> (column.contains("priority: 1") ? wide : shown).add(match.group(1)));
    }
    String kind = KIND.matcher(definition).results().findFirst().orElseThrow().group(1);
    return "| `%s` | %s | %s |".formatted(kind, String.join(", ", shown), String.join(", ", wide));
  }

  /** What a pattern's group finds in a source file, or in all of a folder. */
  private static Set<String> inCode(String place, Pattern pattern) {
    Set<String> found = new TreeSet<>();
    for (Path source : files(Material.root().resolve(place), ".java")) {
      pattern
          .matcher(DocumentTree.read(source))
          .results()
          .map(match -> match.group(1))
          .forEach(found::add);
    }
    return found;
  }

  private static Set<Path> files(Path place, String ending) {
    try (Stream<Path> files = Files.walk(place)) {
      return new TreeSet<>(files.filter(file -> file.toString().endsWith(ending)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> documented(String heading) {
    Set<String> reasons = new TreeSet<>();
    DocumentTree.read(Material.root().resolve("docs/status.md"))
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("#"))
        .forEach(
            line -> ROW.matcher(line).results().map(match -> match.group(1)).forEach(reasons::add));
    return reasons;
  }
}
