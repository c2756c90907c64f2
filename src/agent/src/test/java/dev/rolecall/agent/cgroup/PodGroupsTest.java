package dev.rolecall.agent.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodGroupsTest {
  private static final String UID = "0a1b2c3d-1111-2222-3333-444455556666";
  private static final String UNDERSCORED = "0a1b2c3d_1111_2222_3333_444455556666";

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubepods/pod" + UID,
        "kubepods/besteffort/pod" + UID,
        "kubepods/burstable/pod" + UID,
        "kubepods.slice/kubepods-pod" + UNDERSCORED + ".slice",
        "kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod" + UNDERSCORED + ".slice",
        "kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort.slice/"
            + "kubelet-kubepods-besteffort-pod"
            + UNDERSCORED
            + ".slice"
      })
  void areWhereTheKubeletPutsThem(String folder) throws IOException {
    Path made = made(folder);
    made("kubepods/pod-of-another");
    made("system.slice/pod" + UID);

    assertThat(new PodGroups(root).of(UID)).contains(made);
  }

  @Test
  void areNoneForWhatIsNoUid() throws IOException {
    made("kubepods/pod/../podx");
    PodGroups groups = new PodGroups(root);

    assertThat(groups.of("")).isEmpty();
    assertThat(groups.of("/../podx")).isEmpty();
    assertThat(groups.of("x/..")).isEmpty();
  }

  @Test
  void areNotThereBesideVersion1() throws IOException {
    Files.createDirectories(root.resolve("memory/kubepods/pod" + UID));

    assertThat(new PodGroups(root).exist()).isFalse();
    assertThat(new PodGroups(root).of(UID)).isEmpty();
  }

  @Test
  void haveThoseBelowThemAndNoOthers() throws IOException {
    Path pod = made("kubepods/pod" + UID);
    Path nested = made("kubepods/pod" + UID + "/container/nested");
    Path other = made("kubepods/podother");
    Files.createSymbolicLink(pod.resolve("link"), other);

    assertThat(PodGroups.isWithin(pod, inode(pod))).isTrue();
    assertThat(PodGroups.isWithin(pod, inode(nested))).isTrue();
    assertThat(PodGroups.isWithin(pod, inode(other))).isFalse();
    assertThat(PodGroups.isWithin(pod, inode(root.resolve("kubepods")))).isFalse();
    assertThat(PodGroups.isWithin(root.resolve("gone"), 0)).isFalse();
  }

  private static long inode(Path folder) throws IOException {
    return (Long) Files.getAttribute(folder, "unix:ino");
  }

  private Path made(String folder) throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "");
    return Files.createDirectories(root.resolve(folder));
  }
}
