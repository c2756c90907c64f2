package dev.rolecall.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.architecture.SourceTree.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the sources of every module. */
class SourceTreeTest {
  private static final int MOST_LINES = 400;

  /** Core's tests share these with the testkit. */
  private static final String SHARED_FAKES = "dev.rolecall.fakes";

  /** A module and those that its main code may use: programs never use each other. */
  private static final Map<String, Set<String>> USES =
      Map.ofEntries(
          entry("core", Set.of()),
          entry("kube", Set.of("core")),
          entry("observe", Set.of("core")),
          entry("sts", Set.of("core", "kube", "observe")),
          entry("operator", Set.of("core", "kube", "observe")),
          entry("cli", Set.of("core", "kube")),
          entry("agent", Set.of("core", "observe")),
          entry("testkit", Set.of("core", "kube")),
          entry("isolation", Set.of("core")),
          entry("image", Set.of()),
          entry("availability", Set.of("core", "isolation")),
          entry("bench", Set.of("core", "kube", "agent", "sts", "operator", "testkit")),
          entry("bench-sts", Set.of("core", "sts")),
          entry("e2e", Set.of("core", "kube", "image", "testkit")));

  private final List<SourceFile> files = SourceTree.files();

  @Test
  void findsTheSources() {
    assertThat(files.stream().map(SourceFile::module)).contains("core", "kube", "testkit");
    assertThat(files).hasSizeGreaterThan(100);
  }

  @Test
  void hasNoFileOfMoreThan400Lines() {
    assertThat(files.stream().filter(file -> file.lines() > MOST_LINES)).isEmpty();
  }

  @Test
  void marksEveryPackageNullMarked() {
    Set<String> marked =
        files.stream()
            .filter(file -> file.path().endsWith("package-info.java"))
            .filter(file -> file.text().contains("@NullMarked"))
            .map(file -> file.module() + " " + file.packageName())
            .collect(Collectors.toSet());
    assertThat(
            files.stream()
                .map(file -> file.module() + " " + file.packageName())
                .filter(name -> !marked.contains(name))
                .distinct())
        .isEmpty();
  }

  @Test
  void keepsEveryPackageInOneModule() {
    Map<String, Set<String>> homes =
        files.stream()
            .filter(SourceFile::isMain)
            .collect(
                Collectors.groupingBy(
                    SourceFile::packageName,
                    Collectors.mapping(SourceFile::module, Collectors.toSet())));
    assertThat(homes.entrySet().stream().filter(home -> home.getValue().size() > 1)).isEmpty();
  }

  @Test
  void letsModulesUseOnlyTheModulesBelowThem() {
    Map<String, String> homes =
        files.stream()
            .filter(file -> file.isMain() || file.packageName().equals(SHARED_FAKES))
            .collect(
                Collectors.toMap(
                    SourceFile::packageName, SourceFile::module, (module, same) -> module));
    assertThat(files.stream().filter(SourceFile::isMain).flatMap(file -> violations(file, homes)))
        .isEmpty();
  }

  private static Stream<String> violations(SourceFile file, Map<String, String> homes) {
    Set<String> allowed = USES.getOrDefault(file.module(), Set.of());
    return file.imports().stream()
        .filter(name -> {
          String module = module(name, homes);
          return !module.equals(file.module()) && !allowed.contains(module);
        })
        .map(name -> file + " imports " + name);
  }

  /** The module of the longest package that the imported name begins with. */
  private static String module(String name, Map<String, String> homes) {
    String prefix = name;
    while (!homes.containsKey(prefix) && prefix.contains(".")) {
      prefix = prefix.substring(0, prefix.lastIndexOf('.'));
    }
    return homes.getOrDefault(prefix, "nowhere: " + name);
  }
}
