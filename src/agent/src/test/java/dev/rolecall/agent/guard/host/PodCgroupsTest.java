package dev.rolecall.agent.guard.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.guard.rules.NodeAccess;
import dev.rolecall.agent.guard.rules.NodeAccess.PodCgroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodCgroupsTest {
  @TempDir Path root;
  private PodCgroups cgroups;

  @BeforeEach
  void build() {
    cgroups = new PodCgroups(root);
  }

  @Test
  void areThoseOfTheKubeletWithEitherDriver() throws IOException {
    version2("");
    version2("system.slice/kubelet.service");
    version2("kubepods");
    version2("kubepods.slice/kubepods-burstable.slice");
    version2("kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort.slice");
    version2("a/b/c/kubepods");
    version2("system.slice/my-kubepods.service");

    assertThat(found(List.of()))
        .isEqualTo(
            new NodeAccess.ByCgroup(
                List.of(
                    new PodCgroup("kubelet.slice/kubelet-kubepods.slice", 2),
                    new PodCgroup("kubepods", 1),
                    new PodCgroup("kubepods.slice", 1))));
  }

  @Test
  void areNotGuessedBesideVersion1() throws IOException {
    Files.createDirectories(root.resolve("memory/kubepods"));
    version2("unified");
    version2("unified/kubepods");

    assertThat(found(List.of())).isInstanceOf(NodeAccess.ByUser.class);
    assertThat(found(List.of("unified/kubepods")))
        .isEqualTo(new NodeAccess.ByCgroup(List.of(new PodCgroup("unified/kubepods", 1))));
  }

  @Test
  void areNotWhatIsMissingOrOfVersion1() throws IOException {
    Files.createDirectories(root.resolve("memory/kubepods"));

    assertThat(found(List.of("memory/kubepods", "missing")))
        .isEqualTo(
            new NodeAccess.ByUser(
                List.of(7), "there is no cgroup (version 2) of pods below " + root));
  }

  private NodeAccess found(List<String> configured) {
    return cgroups.findOnHost(configured, List.of(7));
  }

  /** A folder of version 2, in one that is or is not. */
  private void version2(String path) throws IOException {
    Path at = root;
    for (Path name : Path.of(path)) {
      boolean inside = Files.exists(at.resolve("cgroup.controllers"));
      at = Files.createDirectories(at.resolve(name));
      if (inside) {
        Files.writeString(at.resolve("cgroup.controllers"), "");
      }
    }
    Files.writeString(at.resolve("cgroup.controllers"), "");
  }
}
