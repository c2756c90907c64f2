package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.RolecallProcess.Ended;
import dev.rolecall.cli.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongManifestsIT {
  @TempDir private Path folder;

  @Test
  void refusesAManifestWithAnUnknownField() throws Exception {
    Path example = QuickstartCopy.in(folder);
    QuickstartCopy.replace(
        example.resolve("acme/role.yaml"),
        "description:",
        "permissionBoundary: none\n  description:");
    refuses(example, "role.yaml", "permissionBoundary");
  }

  @Test
  void refusesAPolicyWithAMisspeltOperator() throws Exception {
    Path example = QuickstartCopy.in(folder);
    QuickstartCopy.replace(example.resolve("globex/role.yaml"), "StringEquals:", "StringEqual:");
    refuses(example, "role.yaml", "StringEqual");
  }

  @Test
  void listsTheProblemsOfAllFiles() throws Exception {
    Path example = QuickstartCopy.in(folder);
    QuickstartCopy.replace(example.resolve("globex/role.yaml"), "Effect: Allow", "Effect: allow");
    QuickstartCopy.replace(example.resolve("acme/account.yaml"), "accountId:", "accountid:");
    Ended ended = refuses(example, "account.yaml", "accountid");
    assertThat(ended.errors()).contains("globex/role.yaml", "Effect");
  }

  @Test
  void saysThatThereIsNoSuchFolder() throws Exception {
    refuses(folder.resolve("none"), "none", "there is no folder of manifests");
  }

  @Test
  void saysThatAFolderHasNoManifests() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refuses(empty, "empty", "there are no manifests in this folder");
  }

  private Ended refuses(Path manifests, String file, String problem)
      throws IOException, InterruptedException {
    Path state = folder.resolve("state");
    Ended ended =
        RolecallProcess.run(
            folder,
            "up",
            "--manifests",
            manifests.toString(),
            "--sts-port",
            Integer.toString(Ports.anyFree()),
            "--agent-port",
            Integer.toString(Ports.anyFree()),
            "--state",
            state.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.errors())
        .contains(file, problem, "what to do:")
        .doesNotContain("\tat ", "Exception");
    assertThat(ended.output()).isEmpty();
    assertThat(Files.exists(state)).isFalse();
    return ended;
  }
}
