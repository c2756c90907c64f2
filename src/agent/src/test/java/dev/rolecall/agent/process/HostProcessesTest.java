package dev.rolecall.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.cgroup.PodGroups;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessesTest {
  private static final Membership MEMBER = new Membership.Member();
  private static final SocketGroup NONE = new SocketGroup.NoSocket();
  private static final SocketEnds DIRECT =
      new SocketEnds(
          new InetSocketAddress("169.254.170.23", 40_001),
          new InetSocketAddress("169.254.170.23", 8491));
  private static final SocketEnds CALLED = DIRECT.to(80);

  @TempDir Path root;

  /** What the kernel says; of other sockets, as of the process's own, what it says of all. */
  private final Map<SocketEnds, SocketGroup> told = new HashMap<>(Map.of(DIRECT, NONE));

  private SocketGroup own = new SocketGroup.Of(5);
  private HostProcesses processes;

  @BeforeEach
  void haveAPod() throws IOException {
    group("");
    group("kubepods");
    group("kubepods/burstable/poduid-1/container");
    group("kubepods/burstable/poduid-2/container");
    processes = processes(CgroupCheck.WHERE_TOLD);
  }

  @Test
  void areOfThePodInWhoseGroupOrBelowTheirSocketIs() throws IOException {
    assertThat(inGroup("kubepods/burstable/poduid-1")).isEqualTo(MEMBER);
    assertThat(inGroup("kubepods/burstable/poduid-1/container")).isEqualTo(MEMBER);
    assertThat(inGroup("kubepods/burstable/poduid-2/container")).isEqualTo(foreign());
    assertThat(inGroup("kubepods/burstable")).isEqualTo(foreign());
    assertThat(inGroup("")).isEqualTo(foreign());
    assertThat(processes.areTold()).isTrue();
  }

  @Test
  void areNobodysWhereTheKernelKnowsNoSuchSocketOrTwo() throws IOException {
    told.put(CALLED, NONE);
    assertThat(look()).isInstanceOf(Membership.Foreign.class);

    told.put(CALLED, of("kubepods/burstable/poduid-1"));
    told.put(DIRECT, of("kubepods/burstable/poduid-1"));
    assertThat(look()).isInstanceOf(Membership.NotNow.class);
  }

  @Test
  void areNobodysWhereThePodsGroupIsNotFound() throws IOException {
    told.put(CALLED, of("kubepods/burstable/poduid-1"));

    assertThat(processes.of(DIRECT, "uid-3").toCompletableFuture().join())
        .isInstanceOf(Membership.Foreign.class);
    assertThat(processes.of(DIRECT, "../uid-1").toCompletableFuture().join())
        .isInstanceOf(Membership.Foreign.class);
  }

  @Test
  void areNotLetInByAFailureOfAKernelThatTells() {
    for (SocketGroup silence :
        new SocketGroup[] {new SocketGroup.NotNow("later"), new SocketGroup.Untold("never")}) {
      told.put(CALLED, silence);
      assertThat(look()).isInstanceOf(Membership.NotNow.class);
    }
    told.put(CALLED, new SocketGroup.Of(SocketGroup.Of.ROOT));
    assertThat(look()).isEqualTo(foreign());
  }

  @Test
  void areNotLetInWhileTheAgentsOwnSocketIsNotTold() throws IOException {
    told.put(CALLED, of("kubepods/burstable/poduid-2"));
    for (SocketGroup silence : new SocketGroup[] {new SocketGroup.NotNow("later"), NONE}) {
      own = silence;
      processes = processes(CgroupCheck.WHERE_TOLD);
      assertThat(look()).isInstanceOf(Membership.NotNow.class);
      assertThat(processes.areTold()).isTrue();

      own = new SocketGroup.Of(5);
      assertThat(look()).as("then it is").isEqualTo(foreign());
    }
  }

  @Test
  void areKnownByTheirTokensWhereTheKernelDoesNotTell() {
    for (SocketGroup silence :
        new SocketGroup[] {
          new SocketGroup.Untold("old"), new SocketGroup.Of(SocketGroup.Of.ROOT)
        }) {
      own = silence;
      processes = processes(CgroupCheck.WHERE_TOLD);
      assertThat(look()).isEqualTo(MEMBER);
      assertThat(processes.areTold()).isFalse();

      processes = processes(CgroupCheck.REQUIRED);
      assertThat(look()).isInstanceOf(Membership.Foreign.class);
    }
  }

  @Test
  void areKnownByTheirTokensBesideGroupsOfVersion1() throws IOException {
    Files.delete(root.resolve("cgroup.controllers"));

    processes.look();
    assertThat(processes.areTold()).isFalse();
    assertThat(look()).isEqualTo(MEMBER);
    processes = processes(CgroupCheck.REQUIRED);
    assertThat(look()).isInstanceOf(Membership.Foreign.class);
  }

  @Test
  void areNotLookedAtWhereThatIsOff() throws IOException {
    processes = processes(CgroupCheck.OFF);
    processes.look();

    assertThat(inGroup("kubepods/burstable/poduid-2")).isEqualTo(MEMBER);
    assertThat(processes.areTold()).isFalse();
  }

  @Test
  void areToldFromLinux5Point8On() {
    assertThat(OwnSocket.tooOld("5.7.19-generic")).isPresent();
    assertThat(OwnSocket.tooOld("4.19.0")).isPresent();
    assertThat(OwnSocket.tooOld("5.8.0")).isEmpty();
    assertThat(OwnSocket.tooOld("6.1.0-30-amd64")).isEmpty();
  }

  private Membership inGroup(String name) throws IOException {
    told.put(CALLED, of(name));
    return look();
  }

  private Membership look() {
    return processes.of(DIRECT, "uid-1").toCompletableFuture().join();
  }

  private static Membership foreign() {
    return new Membership.Foreign("the process is not in the pod's control group");
  }

  private SocketGroup of(String name) throws IOException {
    return new SocketGroup.Of((Long) Files.getAttribute(root.resolve(name), "unix:ino"));
  }

  private void group(String name) throws IOException {
    Files.createDirectories(root.resolve(name));
    Files.writeString(root.resolve(name).resolve("cgroup.controllers"), "");
  }

  private HostProcesses processes(CgroupCheck check) {
    return new HostProcesses(
        check,
        new PodGroups(root),
        socket -> told.getOrDefault(socket, own),
        task -> CompletableFuture.completedFuture(task.get()));
  }
}
