package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.architecture.DocumentTree.Document;
import dev.rolecall.fakes.Material;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the documents lead somewhere, and every document is reached by them. */
class DocumentLinksTest {
  private static final Path README = Path.of("README.md");
  private static final Path RECORDS = Path.of("docs/adr/README.md");

  private final Map<Path, Document> documents =
      DocumentTree.documents().stream()
          .collect(Collectors.toMap(Document::path, Function.identity()));

  @Test
  void leadToFilesAndHeadingsThatAreThere() {
    assertThat(documents).containsKeys(README, RECORDS, Path.of("docs/sts.md"));
    assertThat(documents.values().stream().flatMap(this::broken)).isEmpty();
  }

  @Test
  void noticesLinksThatLeadNowhere() {
    Document document =
        new Document(
            Path.of("docs/x.md"),
            """
            # A heading
            [a](nothing.md), [b](sts.md#nothing), [c](#a-heading), [d](#another), [e][f], [g][h]
            ```
            [x](in-a-block.md)
            ```
            `[x](in-code.md)` [i](https://example.com/nothing), [j](../README.md#on-a-cluster)

            [h]: ../src/nothing
            """);

    assertThat(broken(document))
        .containsExactlyInAnyOrder(
            "docs/x.md: nothing.md",
            "docs/x.md: sts.md#nothing",
            "docs/x.md: #another",
            "docs/x.md: ../src/nothing",
            "docs/x.md: f");
  }

  @Test
  void leadFromTheReadmeToEveryDocument() {
    Set<Path> reached = new HashSet<>();
    Deque<Path> next = new ArrayDeque<>(List.of(README));
    while (!next.isEmpty()) {
      Document document = documents.get(next.pop());
      if (document != null && reached.add(document.path())) {
        document.targets().forEach(target -> next.push(document.file(target)));
      }
    }

    assertThat(reached).containsAll(documents.keySet());
  }

  @Test
  void areInDocumentsThatWereMergedToTheEnd() {
    assertThat(documents.values())
        .allSatisfy(document ->
            assertThat(document.text()).doesNotContainPattern("(?m)^(<{7}|={7}|>{7})( |$)"));
  }

  @Test
  void listEveryDecisionOnceInItsOrder() {
    List<String> listed =
        Optional.ofNullable(documents.get(RECORDS)).orElseThrow().targets().stream()
            .filter(target -> target.matches("\\d{4}-.*"))
            .toList();

    assertThat(listed)
        .containsExactlyElementsOf(
            documents.keySet().stream()
                .filter(path -> path.startsWith(RECORDS.getParent()) && !path.equals(RECORDS))
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList());
  }

  private Stream<String> broken(Document document) {
    return Stream.concat(
            document.targets().stream()
                .filter(target -> !target.matches("[a-z]+:.*"))
                .filter(target -> !leadsSomewhere(document, target)),
            document.undefined().stream())
        .map(target -> document + ": " + target);
  }

  private boolean leadsSomewhere(Document from, String target) {
    Path file = from.file(target);
    int hash = target.indexOf('#');
    if (hash < 0) {
      return Files.exists(Material.root().resolve(file));
    }
    Document to = file.equals(from.path()) ? from : documents.get(file);
    return to != null && to.anchors().contains(target.substring(hash + 1));
  }
}
