package dev.rolecall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A guide shows the manifest that it links to just before. */
class GuideManifestsTest {
  /** {@code [examples/x.yaml](../examples/x.yaml):} and a block of YAML. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "\\(\\.\\./(examples/[^)]+\\.yaml)\\):\\n\\n```yaml\\n(.*?)```", Pattern.DOTALL);

  @Test
  void manifestsInGuidesAreThoseOfTheExamples() throws IOException {
    int shown = 0;
    for (Path guide : guides()) {
      Matcher matcher = SHOWN.matcher(Files.readString(guide));
      while (matcher.find()) {
        assertThat(matcher.group(2))
            .as("%s shows another %s", guide.getFileName(), matcher.group(1))
            .isEqualTo(Files.readString(Material.root().resolve(matcher.group(1))));
        shown++;
      }
    }
    assertThat(shown).isGreaterThanOrEqualTo(5);
  }

  private static List<Path> guides() throws IOException {
    try (Stream<Path> files = Files.list(Material.root().resolve("docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }
}
