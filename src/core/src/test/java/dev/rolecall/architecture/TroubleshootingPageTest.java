package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.architecture.SourceTree.SourceFile;
import dev.rolecall.fakes.Material;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of symptoms quotes what the programs say, and not what they said once. */
class TroubleshootingPageTest {
  /** The first cell of a row that is a text; in the last table the second one. */
  private static final Pattern TEXT =
      Pattern.compile("(?m)^\\| (?:\\w+ \\| )?`([^`]*[a-z] [a-z][^`]*)`");

  /** A text over several lines of source. */
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  /** Of the API server and of AWS's protocols, not of ours. */
  private static final List<String> OTHERS =
      List.of("failed calling webhook \"pods.rolecall.dev\"");

  @Test
  void quotesTextsOfTheSources() {
    String sources =
        SourceTree.files().stream()
            .filter(SourceFile::isMain)
            .map(SourceFile::text)
            .collect(Collectors.joining("\n"));
    String joined = JOINED.matcher(sources).replaceAll("").replace("\\\"", "\"");

    List<String> texts = texts();

    assertThat(texts).hasSizeGreaterThan(25);
    assertThat(texts.stream().flatMap(TroubleshootingPageTest::parts))
        .allSatisfy(part -> assertThat(joined.contains(part)).as(part).isTrue());
  }

  private static List<String> texts() {
    String page = DocumentTree.read(Material.root().resolve("docs/troubleshooting.md"));
    return TEXT.matcher(page)
        .results()
        .map(match -> match.group(1))
        .filter(text -> !OTHERS.contains(text))
        .toList();
  }

  /** What stands between the names. */
  private static Stream<String> parts(String text) {
    return Stream.of(text.split("'?\\.\\.\\.'?"))
        .map(String::strip)
        .filter(part -> part.length() > 3);
  }
}
