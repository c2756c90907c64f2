package dev.rolecall.architecture;

import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Markdown files of the project. */
final class DocumentTree {
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\n]*`");
  private static final Pattern INLINE = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern DEFINED = Pattern.compile("(?m)^\\[([^]]+)]: (\\S+)$");
  private static final Pattern REFERENCE = Pattern.compile("\\[[^]\\[]+]\\[([^]]+)]");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  private DocumentTree() {}

  static List<Document> documents() {
    Path root = Material.root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .map(root::relativize)
          .filter(DocumentTree::isOurs)
          .map(file -> new Document(file, read(root.resolve(file))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path file) {
    for (Path name : file) {
      if (NOT_OURS.contains(name.toString()) || name.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param path relative to the project's root
   */
  record Document(Path path, String text) {
    /** Where its links lead, as they are written. */
    List<String> targets() {
      String prose = prose();
      return Stream.concat(
              INLINE.matcher(prose).results().map(match -> match.group(1)),
              DEFINED.matcher(prose).results().map(match -> match.group(2)))
          .toList();
    }

    /** Names of links, {@code [text][name]}, that it defines nowhere. */
    List<String> undefined() {
      Set<String> defined =
          DEFINED
              .matcher(prose())
              .results()
              .map(match -> match.group(1))
              .collect(Collectors.toSet());
      return REFERENCE
          .matcher(prose())
          .results()
          .map(match -> match.group(1))
          .filter(name -> !defined.contains(name))
          .toList();
    }

    /** The file that a link leads to. */
    Path file(String target) {
      String name = target.replaceFirst("#.*", "");
      return name.isEmpty() ? path : path.resolveSibling(name).normalize();
    }

    /** The anchors of its headings, as GitHub makes them. */
    Set<String> anchors() {
      return HEADING
          .matcher(withoutBlocks())
          .results()
          .map(match -> anchor(match.group(1)))
          .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
      return heading
          .strip()
          .toLowerCase(Locale.ROOT)
          .replaceAll("[^\\p{L}\\p{N} _-]", "")
          .replace(' ', '-');
    }

    private String prose() {
      return CODE.matcher(text).replaceAll("code");
    }

    private String withoutBlocks() {
      return text.replaceAll("(?ms)^ *```.*?^ *```", "");
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
