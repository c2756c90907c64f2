package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The script as a plug-in of kubectl.
 *
 * @param folder where kubectl finds it
 */
record PlugIn(Path folder, Path kubectl, Path kubeConfig) {
  /** Of a project that has nothing to build: its command is the packaged one. */
  static PlugIn install(Path folder, Path kubectl, Path kubeConfig) throws IOException {
    Path root = ProjectFiles.root();
    Path project = Files.createDirectories(folder.resolve("project"));
    Path target = Files.createDirectories(project.resolve("src/cli")).resolve("target");
    Files.createSymbolicLink(target, root.resolve("src/cli/target"));
    Files.copy(
        root.resolve("rolecall"), project.resolve("rolecall"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String module : List.of("core", "kube", "observe", "cli")) {
      Files.createDirectories(project.resolve("src").resolve(module));
      Files.createFile(project.resolve("src").resolve(module).resolve("pom.xml"));
    }
    Files.createFile(project.resolve("pom.xml"));
    Files.createFile(
        Files.createDirectories(project.resolve(".rolecall")).resolve("built-src-cli"));
    Path plugIns = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(plugIns.resolve("kubectl-rolecall"), project.resolve("rolecall"));
    return new PlugIn(plugIns, kubectl, kubeConfig);
  }

  /** What kubectl prints, which must end with {@code code}. */
  String kubectl(int code, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(kubectl.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", folder + ":" + System.getenv("PATH"),
                "JAVA_HOME", System.getProperty("java.home"),
                "KUBECONFIG", kubeConfig.toString()));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }
}
