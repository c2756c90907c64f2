package dev.rolecall.architecture;

import dev.rolecall.fakes.Material;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java files of all modules. */
final class SourceTree {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(dev\\.rolecall\\.[\\w.]+)");

  private SourceTree() {}

  /** Every {@code src/main/java} and {@code src/test/java}, of every module. */
  static List<SourceFile> files() {
    Path root = Material.root();
    return Stream.concat(modules(root.resolve("src")), Stream.of(root.resolve("operator")))
        .flatMap(module -> Stream.of(module.resolve("src/main"), module.resolve("src/test")))
        .filter(Files::isDirectory)
        .flatMap(SourceTree::javaFiles)
        .toList();
  }

  private static Stream<Path> modules(Path folder) {
    try (Stream<Path> modules = Files.list(folder)) {
      return modules.filter(module -> Files.exists(module.resolve("pom.xml"))).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<SourceFile> javaFiles(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> new SourceFile(Material.root().relativize(file), read(file)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param path relative to the project's root
   */
  record SourceFile(Path path, String text) {
    /**
     * {@code core}, {@code operator}, ...: the folder above {@code src/main} or {@code src/test}.
     */
    String module() {
      String name = path.getName(0).toString();
      return name.equals("src") ? path.getName(1).toString() : name;
    }

    boolean isMain() {
      return path.toString().contains("src/main/java");
    }

    long lines() {
      return text.lines().count();
    }

    String packageName() {
      return PACKAGE.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    /** The imports of this project's own names. */
    List<String> imports() {
      return IMPORT.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
