package dev.rolecall.e2e.documents;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which a reader follows a page: a checkout whose commands are built, with {@code
 * kubectl} and {@code helm} on the PATH. What is written there is nobody else's.
 *
 * @param folder where commands are typed
 * @param programs what stands first on the PATH
 * @param home the reader's
 */
record Desk(Path folder, Path programs, Path home) {
  private static final String ROLECALL =
      """
      #!/bin/sh
      command=rolecall
      [ "${0##*/}" = rolecall ] || command='kubectl rolecall'
      exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto "-Drolecall.home=%s" \
        "-Drolecall.command=$command" -jar '%s' "$@"
      """;

  /** As if the reader were root already. */
  private static final String SUDO = "#!/bin/sh\nexec \"$@\"\n";

  /**
   * @param place an empty folder
   * @param kubectl the program
   */
  static Desk in(Path place, Path kubectl) throws IOException {
    Path root = ProjectFiles.root();
    Desk desk =
        new Desk(
            Files.createDirectories(place.resolve("rolecall")),
            Files.createDirectories(place.resolve("programs")),
            Files.createDirectories(place.resolve("home")));
    for (String linked : List.of("crds", "charts", "docs", "src")) {
      Files.createSymbolicLink(desk.folder.resolve(linked), root.resolve(linked));
    }
    copy(root.resolve("examples"), desk.folder.resolve("examples"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path command = root.resolve("src/cli/target/rolecall-cli.jar");
    script(desk.folder.resolve("rolecall"), ROLECALL.formatted(java, root, command));
    Files.createSymbolicLink(desk.folder.resolve("kubectl-rolecall"), Path.of("rolecall"));
    Files.createSymbolicLink(desk.programs.resolve("kubectl"), kubectl);
    script(desk.programs.resolve("sudo"), SUDO);
    script(
        desk.programs.resolve("helm"),
        "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path"), HelmProgram.class.getName()));
    Files.createDirectories(desk.home.resolve(".local/bin"));
    return desk;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
