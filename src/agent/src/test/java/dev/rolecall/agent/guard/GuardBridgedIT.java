package dev.rolecall.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods on a bridge, where one may speak to another without the node's IP layer. */
class GuardBridgedIT extends GuardScenarios {
  private static final String BROADCAST = "ffffffffffff";
  private static final String MAC_A = "02000000000a";
  private static final String MAC_B = "02000000000b";
  private static final String IP_A = "0a4d000a";
  private static final String IP_B = "0a4d000b";
  private static final String IP_NODE = "0a4d0001";
  private static final String IP6_A = "fd770000000000000000000000000010";
  private static final String IP6_B = "fd770000000000000000000000000011";
  private static final String LINK_LOCAL_B = "fe80" + "000000000000" + "000000fffe00000b";
  private static final String ALL_NODES = "ff020000000000000000000000000001";

  GuardBridgedIT() {
    super(Rig.Topology.BRIDGED);
  }

  @Test
  void stopsFramesOfAnotherPodsHardwareAddress() {
    assertThat(rig().peer("a", "get", "10.77.0.1", "9")).isEqualTo("refused");

    stops("spoofed_frame", BROADCAST + MAC_A + "0800" + "00".repeat(46));

    assertThat(rig().in("node", "bridge", "fdb", "show", "br", "br0"))
        .doesNotContainPattern("02:00:00:00:00:0a dev vethb");
  }

  @Test
  void stopsFramesThatAreNeitherIpNorArp() {
    stops("spoofed_frame", BROADCAST + MAC_B + "8100" + "0000" + arp(1, MAC_B, IP_A, IP_A));
    stops("spoofed_frame", BROADCAST + MAC_B + "88a8" + "0001" + arp(1, MAC_B, IP_A, IP_A));
  }

  @Test
  void stopsWhatAPortThatIsNotPinnedClaims() {
    // A bridge takes the least address of its ports: its own must not change under the others.
    String last = "fe:ff:ff:ff:ff:fe";
    rig()
        .in("node", "ip", "link", "add", "vethx", "address", last, "type", "veth", "peer", "portx");
    rig().in("node", "ip", "link", "set", "vethx", "master", "br0", "up");
    rig().in("node", "ip", "link", "set", "portx", "up");
    String stranger = "02000000000c";
    String answer = arp(2, stranger, IP_A, IP_B);
    for (String tags : List.of("8100000081000000", "88a8000081000000", "88a8000088a80000")) {
      stops("spoofed_frame", "node", "portx", MAC_B + stranger + tags + answer);
    }
    stops("spoofed_arp", "node", "portx", MAC_B + stranger + answer);
    stops("spoofed_arp", "node", "portx", MAC_B + stranger + arp(2, stranger, IP_NODE, IP_B));
    String router = LINK_LOCAL_B.replaceFirst("b$", "c");
    String routerAdvert = nd(router, "86000000" + "40000708" + "00".repeat(8));
    stops("spoofed_nd", "node", "portx", routerAdvert.replaceFirst(MAC_B, stranger));
  }

  @Test
  void stopsArpThatClaimsAnothersAddress() {
    stops("spoofed_arp", BROADCAST + MAC_B + arp(1, MAC_B, IP_A, IP_A));
    stops("spoofed_arp", MAC_A + MAC_B + arp(2, MAC_B, IP_NODE, IP_A));
    stops("spoofed_arp", BROADCAST + MAC_B + arp(2, MAC_A, IP_B, IP_B));
    stops("spoofed_arp", BROADCAST + MAC_B + arp(2, MAC_B, "a9fea9fe", "a9fea9fe"));
  }

  @Test
  void stopsNeighbourDiscoveryThatClaimsAnothersAddress() {
    stops("spoofed_nd", nd(IP6_B, advert(IP6_A, "0201" + MAC_B)));
    stops("spoofed_nd", nd(IP6_A, advert(IP6_A, "0201" + MAC_B)));
    stops("spoofed_nd", nd(IP6_B, advert(IP6_B, "0201" + MAC_A)));
    stops("spoofed_nd", nd(IP6_B, advert(IP6_B, "0e01000000000000" + "0201" + MAC_A)));
    stops("spoofed_nd", nd(IP6_A, "87000000" + "00000000" + ALL_NODES + "0101" + MAC_B));
    stops("spoofed_nd", nd(IP6_B, "87000000" + "00000000" + IP6_A + "0101" + MAC_A));
    stops("spoofed_nd", nd("0".repeat(32), "87000000" + "00000000" + IP6_A));
    stops("spoofed_nd", nd(LINK_LOCAL_B, "86000000" + "40000708" + "00".repeat(8)));
    stops("spoofed_nd", nd(IP6_B, "89000000" + "00000000" + IP6_A + IP6_B));
  }

  @Test
  void letsPodsSpeakForThemselves() {
    long stopped = allStopped();

    rig().peer("b", "raw", "eth0", BROADCAST + MAC_B + arp(1, MAC_B, IP_B, IP_A));
    rig().peer("b", "raw", "eth0", BROADCAST + MAC_B + arp(1, MAC_B, "00000000", IP_B));
    rig().peer("b", "raw", "eth0", nd(IP6_B, advert(IP6_B, "0201" + MAC_B)));
    rig().peer("b", "raw", "eth0", nd("0".repeat(32), "87000000" + "00000000" + IP6_B));
    rig()
        .peer(
            "b", "raw", "eth0", nd(LINK_LOCAL_B, "87000000" + "00000000" + IP6_A + "0101" + MAC_B));

    assertThat(rig().peer("a", "get", Rig.B.ipv4(), "9")).isEqualTo("refused");
    assertThat(rig().peer("a", "get", Rig.B.ipv6(), "9")).isEqualTo("refused");
    assertThat(allStopped()).isEqualTo(stopped);
  }

  private long allStopped() {
    return rig().stopped("bridge", "spoofed_frame")
        + rig().stopped("bridge", "spoofed_arp")
        + rig().stopped("bridge", "spoofed_nd");
  }

  /** Pod B sends the frame, which is dropped. */
  private void stops(String rule, String frame) {
    stops(rule, "b", "eth0", frame);
  }

  private void stops(String rule, String sender, String port, String frame) {
    long before = rig().stopped("bridge", rule);
    rig().peer(sender, "raw", port, frame);
    assertThat(rig().stopped("bridge", rule)).as(frame).isEqualTo(before + 1);
  }

  private static String arp(int operation, String senderMac, String senderIp, String targetIp) {
    return "0806"
        + "0001080006040"
        + "00"
        + operation
        + senderMac
        + senderIp
        + "000000000000"
        + targetIp;
  }

  private static String advert(String target, String option) {
    return "88000000" + "20000000" + target + option;
  }

  /** To all nodes, with a hop limit of 255; receivers would check the sum, the guard does not. */
  private static String nd(String source, String message) {
    return "333300000001"
        + MAC_B
        + "86dd"
        + "60000000"
        + "%04x".formatted(message.length() / 2)
        + "3aff"
        + source
        + ALL_NODES
        + message;
  }
}
