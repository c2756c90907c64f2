package dev.rolecall.agent.caller;

import static dev.rolecall.agent.node.NodePodSamples.address;
import static dev.rolecall.agent.node.NodePodSamples.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.node.NodePod;
import dev.rolecall.agent.node.NodePodSamples;
import dev.rolecall.agent.node.PodDirectory;
import dev.rolecall.identity.PodRef;
import dev.rolecall.testkit.Requirement;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
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

  /** With br_netfilter Linux names the link of the agent's addresses for pods on a bridge. */
  @Test
  void takesNoPodForTheHostByTheLinkOfTheAgentsAddresses() throws Exception {
    NetworkInterface link = otherThanLoopback();
    HostLinks links = new HostLinks(link.inetAddresses().findFirst().orElseThrow());
    links.look();
    Callers looked =
        new DirectoryCallers(() -> new Interfaces(1, List.copyOf(entries)), pods, links);
    NodePod onBridge = pod("a", "2001:db8::1");
    pods.tell(onBridge);
    pods.tell(pod("b", "2001:db8::2"));
    plugThrough(3_000_000, "a", 3_000_007, Optional.of("a-uid"), "2001:db8::1");
    plug("b", 3_000_008, Optional.of("b-uid"), "2001:db8::2");

    assertThat(looked.of(new Connection(address("2001:db8::1"), link.getIndex())))
        .isEqualTo(new Caller.Pod(onBridge));
    assertThat(looked.of(new Connection(address("2001:db8::2"), link.getIndex())))
        .isInstanceOf(Caller.Stranger.class);
    assertThat(looked.of(new Connection(address("2001:db8::3"), link.getIndex())))
        .isInstanceOf(Caller.NotYet.class);
    assertThat(
            looked.of(
                new Connection(link.inetAddresses().findFirst().orElseThrow(), link.getIndex())))
        .isInstanceOf(Caller.Host.class);
  }

  private static NetworkInterface otherThanLoopback() throws SocketException {
    Optional<NetworkInterface> other =
        NetworkInterface.networkInterfaces()
            .filter(found -> found.getIndex() != 1 && found.inetAddresses().findFirst().isPresent())
            .findFirst();
    Requirement.whereThereIs(other.isPresent(), "no network interface but loopback");
    return other.orElseThrow();
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
    plugThrough(index, pod, index, uid, addresses);
  }

  private void plugThrough(
      int through, String pod, int index, Optional<String> uid, String... addresses) {
    entries.add(
        new InterfaceEntry(
            "veth" + index,
            index,
            through,
            Set.copyOf(List.of(addresses).stream().map(NodePodSamples::address).toList()),
            "shop",
            pod,
            uid));
  }

  private Caller of(String source, int index) {
    return callers.of(new Connection(address(source), index));
  }
}
