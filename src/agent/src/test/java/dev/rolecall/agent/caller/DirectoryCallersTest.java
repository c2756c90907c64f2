package dev.rolecall.agent.caller;

import static dev.rolecall.agent.node.NodePodSamples.address;
import static dev.rolecall.agent.node.NodePodSamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.NodePodSamples;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.identity.PodRef;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryCallersTest {
  private final PodDirectory pods = new PodDirectory();
  private final List<InterfaceEntry> entries = new ArrayList<>();
  private final Callers callers =
      new DirectoryCallers(
          () -> new Interfaces(1, List.copyOf(entries)),
          pods,
          new HostLinks(InetAddress.getLoopbackAddress()));

  @Test
  void knowsAPodByItsInterfaceAndAddress() {
    NodePod pod = pod("a", "10.0.0.1", "fd00::1");
    pods.tell(pod);
    plug("a", 7, Optional.of("a-uid"), "10.0.0.1", "fd00::1");

    assertThat(of("10.0.0.1", 7)).isEqualTo(new Caller.Pod(pod));
    assertThat(of("fd00::1", 7)).isEqualTo(new Caller.Pod(pod));
  }

  @Test
  void knowsAPodByItsNameWhereThePluginWasToldNoUid() {
    pods.tell(pod("a", "10.0.0.1"));
    plug("a", 7, Optional.empty(), "10.0.0.1");

    assertThat(of("10.0.0.1", 7)).isInstanceOf(Caller.Pod.class);
  }

  @Test
  void takesLoopbackForTheHostWhateverTheAddress() {
    pods.tell(pod("a", "10.0.0.1"));
    plug("a", 7, Optional.of("a-uid"), "10.0.0.1");

    assertThat(of("127.0.0.1", 1)).isInstanceOf(Caller.Host.class);
    assertThat(of("10.0.0.1", 1)).isInstanceOf(Caller.Host.class);
  }

  @Test
  void takesNobodyForTheHostByAnotherInterface() {
    assertThat(of("127.0.0.1", 7)).isInstanceOf(Caller.NotYet.class);
    assertThat(of("169.254.170.23", 7)).isInstanceOf(Caller.NotYet.class);
    assertThat(of("169.254.170.23", 0)).isInstanceOf(Caller.NotYet.class);
  }

  @Test
  void doesNotKnowAnAddressByAnotherInterface() {
    pods.tell(pod("a", "10.0.0.1"));
    plug("a", 7, Optional.of("a-uid"), "10.0.0.1");

    assertThat(of("10.0.0.1", 8)).isInstanceOf(Caller.Stranger.class);
    assertThat(of("10.0.0.1", 0)).isInstanceOf(Caller.Stranger.class);
  }

  @Test
  void doesNotGuessBetweenTwoInterfacesOfAnAddress() {
    pods.tell(pod("a", "10.0.0.1"));
    pods.tell(pod("b", "10.0.0.1"));
    plug("a", 7, Optional.of("a-uid"), "10.0.0.1");
    plug("b", 8, Optional.of("b-uid"), "10.0.0.1");

    assertThat(of("10.0.0.1", 7)).isInstanceOf(Caller.NotYet.class);
  }

  @Test
  void waitsForThePodOfANewInterface() {
    plug("a", 7, Optional.of("a-uid"), "10.0.0.1");

    assertThat(of("10.0.0.1", 7)).isInstanceOf(Caller.NotYet.class);
  }

  @Test
  void waitsForTheAddressOfANewPod() {
    pods.tell(pod("a"));
    plug("a", 7, Optional.of("a-uid"), "10.0.0.1");

    assertThat(of("10.0.0.1", 7)).isInstanceOf(Caller.NotYet.class);
  }

  @Test
  void knowsNoPodThatIsGone() {
    pods.tell(pod("a", "10.0.0.1"));
    plug("a", 7, Optional.of("a-uid"), "10.0.0.1");
    pods.gone("a-uid");

    assertThat(of("10.0.0.1", 7)).isInstanceOf(Caller.Stranger.class);
  }

  @Test
  void neverTakesThePodOfBeforeForTheOneThatHasItsAddressNow() {
    pods.tell(pod("old", "10.0.0.1"));
    plug("new", 9, Optional.of("new-uid"), "10.0.0.1");

    assertThat(of("10.0.0.1", 9)).isInstanceOf(Caller.NotYet.class);
  }

  @Test
  void doesNotGuessBetweenTwoPodsOfAName() {
    NodePod old = pod("a", "10.0.0.1");
    pods.tell(old);
    pods.tell(
        new NodePod(
            new PodRef("shop", "a", "next-uid"),
            old.serviceAccount(),
            old.account(),
            old.addresses(),
            false,
            old.allowed(),
            old.shape(),
            old.credentialsId(),
            old.labels(),
            old.started(),
            old.containers()));
    plug("a", 7, Optional.empty(), "10.0.0.1");

    assertThat(of("10.0.0.1", 7)).isInstanceOf(Caller.NotYet.class);
  }

  @Test
  void doesNotBelieveAnInterfaceOfAnotherName() {
    pods.tell(pod("a", "10.0.0.1"));
    plug("other", 7, Optional.of("a-uid"), "10.0.0.1");

    assertThat(of("10.0.0.1", 7)).isInstanceOf(Caller.Stranger.class);
  }

  private void plug(String pod, int index, Optional<String> uid, String... addresses) {
    entries.add(
        new InterfaceEntry(
            "veth" + index,
            index,
            Set.copyOf(List.of(addresses).stream().map(NodePodSamples::address).toList()),
            "shop",
            pod,
            uid));
  }

  private Caller of(String source, int index) {
    return callers.of(new Connection(address(source), index));
  }
}
