package dev.rolecall.e2e.documents;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents that people read: those of the root, {@code docs} and {@code examples}. */
final class Pages {
  /** What changed is history: its commands are those of their day. */
  private static final Path CHANGES = Path.of("CHANGELOG.md");

  private Pages() {}

  static List<Path> all() {
    Path root = ProjectFiles.root();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"));
        Stream<Path> examples = Files.walk(root.resolve("examples"))) {
      return Stream.of(top, docs, examples)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .map(root::relativize)
          .filter(page -> !page.equals(CHANGES))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path page) {
    try {
      return Files.readString(ProjectFiles.root().resolve(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Step> steps(Path page) {
    return Step.of(page, text(page));
  }
}
