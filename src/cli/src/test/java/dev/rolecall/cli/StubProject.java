package dev.rolecall.cli;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script {@code rolecall} in a project whose Maven wrapper and JDKs only say what they do. */
final class StubProject {
  private static final String MVNW =
      """
      #!/bin/sh
      echo "mvnw $* with $JAVA_HOME" >> builds.txt
      if test -e break-the-build; then echo "[ERROR] a semicolon is missing"; exit 1; fi
      echo "SKIPPED: no Docker here"
      mkdir -p src/sts/target/quarkus-app src/agent/target src/cli/target
      touch src/sts/target/quarkus-app/quarkus-run.jar src/agent/target/rolecall-agent.jar
      touch src/cli/target/rolecall-cli.jar
      """;

  final Path root;
  private final Path home;

  StubProject(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("a project's root"));
    home = Files.createDirectories(folder.resolve("home of ann"));
    Files.copy(
        ProjectFiles.root().resolve("rolecall"),
        root.resolve("rolecall"),
        StandardCopyOption.COPY_ATTRIBUTES);
    executable(root.resolve("mvnw"), MVNW);
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    for (String module : List.of("core", "kube", "observe", "sts", "agent", "cli")) {
      Path sources = Files.createDirectories(root.resolve("src").resolve(module).resolve("src"));
      Files.writeString(sources.resolveSibling("pom.xml"), "<project/>");
      Files.writeString(sources.resolve("A.java"), "class A {}");
    }
    ageAll();
  }

  /** A JDK of this version where the script looks for one; its launcher prints what it is given. */
  Path jdk(int version) throws IOException {
    return jdkAt(home.resolve(".jdks").resolve("jdk-" + version), version);
  }

  static Path jdkAt(Path folder, int version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    executable(
        folder.resolve("bin/java"),
        "#!/bin/sh\necho \"java " + version + " in $PWD\"\nfor a; do echo \"[$a]\"; done\n");
    executable(folder.resolve("bin/javac"), "#!/bin/sh\n");
    return folder;
  }

  /** How often Maven was called, and how. */
  List<String> builds() throws IOException {
    Path log = root.resolve("builds.txt");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** Changes a source now, after all that was built. */
  void touch(String relative) throws IOException {
    Files.setLastModifiedTime(root.resolve(relative), FileTime.from(Instant.now().plusSeconds(60)));
  }

  /** Runs the script with an empty environment. */
  Run run(Path script, Path from, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i", "HOME=" + home));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("/bin/bash", script.toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile(home, "errors", "");
    Process process =
        new ProcessBuilder(command).directory(from.toFile()).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output, Files.readString(errors));
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    return run(root.resolve("rolecall"), root, Map.of(), arguments);
  }

  private void ageAll() throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
      }
    }
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What came of a run of the script. */
  record Run(int code, String output, String errors) {}
}
