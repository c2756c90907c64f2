package dev.rolecall.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.guard.Rig.Pod;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the guard is for, however pods are connected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuardScenarios {
  private static final String IMDS_4 = "169.254.169.254";
  private static final String IMDS_6 = "fd00:ec2::254";
  private static final String REAL = "real-imds";

  private final Rig.Topology topology;
  private Rig rig;
  private Shell.Talk before;
  private Shell.Talk before6;

  GuardScenarios(Rig.Topology topology) {
    this.topology = topology;
  }

  Rig rig() {
    return rig;
  }

  @BeforeAll
  void installTheGuard() throws IOException {
    rig = new Rig(topology);
    for (String[] leak : new String[][] {{IMDS_4, "80"}, {IMDS_4, "8080"}, {IMDS_6, "80"}}) {
      assertThat(rig.peer("a", "get", leak[0], leak[1])).as("without the guard").isEqualTo(REAL);
    }
    assertThat(rig.peer("a", "udp", IMDS_4, "53")).isEqualTo(REAL);
    assertThat(rig.peer("a", "ping", IMDS_4)).isEqualTo("answer");
    before = rig.talk("a", "keep", IMDS_4, "80");
    before6 = rig.talk("a", "keep", IMDS_6, "80");
    assertThat(before.ask()).isEqualTo(REAL);
    assertThat(before6.ask()).isEqualTo(REAL);
    rig.attach(Rig.A);
    rig.attach(Rig.B);
    assertThat(rig.guard("once").status()).isZero();
  }

  @AfterAll
  void remove() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void sendsPodsToTheAgentByTheirOwnAddress() {
    for (Pod pod : new Pod[] {Rig.A, Rig.B}) {
      assertThat(rig.peer(pod.name(), "get", "169.254.170.23", "80"))
          .isEqualTo("agent 8491 " + pod.ipv4());
      assertThat(rig.peer(pod.name(), "get", "169.254.170.2", "80"))
          .isEqualTo("agent 8492 " + pod.ipv4());
      assertThat(rig.peer(pod.name(), "get", IMDS_4, "80")).isEqualTo("agent 8493 " + pod.ipv4());
      assertThat(rig.peer(pod.name(), "get", "fd00:ec2::23", "80"))
          .isEqualTo("agent 8491 " + pod.ipv6());
      assertThat(rig.peer(pod.name(), "get", IMDS_6, "80")).isEqualTo("agent 8493 " + pod.ipv6());
    }
  }

  @Test
  void refusesEveryOtherWayToTheRealImdsAtOnce() {
    assertThat(rig.peer("a", "get", IMDS_4, "8080")).isEqualTo("refused");
    assertThat(rig.peer("a", "get", IMDS_6, "8080")).isEqualTo("refused");
    assertThat(rig.peer("a", "udp", IMDS_4, "53")).isEqualTo("nothing");
    assertThat(rig.peer("a", "udp", IMDS_6, "53")).isEqualTo("nothing");
    assertThat(rig.peer("a", "ping", IMDS_4)).isEqualTo("nothing");
    assertThat(rig.peer("a", "ping", IMDS_6)).isEqualTo("nothing");
    assertThat(rig.peer("a", "get", "64:ff9b::a9fe:a9fe", "80")).isEqualTo("refused");
    assertThat(rig.peer("a", "get", "2002:a9fe:a9fe::1", "80")).isEqualTo("refused");
    assertThat(rig.stopped("inet", "imds")).isGreaterThanOrEqualTo(8);
  }

  @Test
  void endsConnectionsFromBefore() throws IOException {
    assertThat(before.ask()).isIn("dead", "closed");
    assertThat(before6.ask()).isIn("dead", "closed");
  }

  @Test
  void letsTheNodesProcessesThroughAndNoPodsOnTheHostsNetwork() {
    assertThat(rig.peer("node", "get", IMDS_4, "80")).isEqualTo(REAL);
    assertThat(rig.peer("node", "get", IMDS_4, "8080")).isEqualTo(REAL);
    assertThat(rig.peer("node", "get", IMDS_6, "80")).isEqualTo(REAL);
    assertThat(rig.peerInPodCgroup("node", "get", IMDS_4, "80")).isEqualTo("refused");
    assertThat(rig.peerInPodCgroup("node", "get", IMDS_6, "8080")).isEqualTo("refused");
    assertThat(rig.peerInPodCgroup("node", "udp", IMDS_4, "53")).isEqualTo("nothing");
  }

  @Test
  void sendsPodsOnTheHostsNetworkToTheAgent() {
    assertThat(rig.peerInPodCgroup("node", "get", "169.254.170.23", "80"))
        .isEqualTo("agent 8491 169.254.170.23");
    assertThat(rig.peerInPodCgroup("node", "get", "fd00:ec2::23", "80"))
        .isEqualTo("agent 8491 fd00:ec2::23");
  }

  @Test
  void refusesTheAgentsOwnPorts() {
    for (String name : new String[] {"a", "imds"}) {
      assertThat(rig.peer(name, "get", "169.254.170.23", "8491")).as(name).isEqualTo("refused");
      assertThat(rig.peer(name, "get", "169.254.170.254", "8493")).as(name).isEqualTo("refused");
      assertThat(rig.peer(name, "get", "fd00:ec2::170:254", "8493")).as(name).isEqualTo("refused");
      assertThat(rig.peer(name, "get", "169.254.170.254", "80")).as(name).isEqualTo("refused");
    }
    assertThat(rig.peer("node", "get", "169.254.170.254", "8493")).isEqualTo("refused");
    assertThat(rig.peer("node", "get", "fd00:ec2::23", "8491")).isEqualTo("refused");
  }

  @Test
  void stopsSourcesThatAreAnotherPods() {
    String table = topology == Rig.Topology.ROUTED ? "inet" : "bridge";
    String rule = topology == Rig.Topology.ROUTED ? "spoofed_source" : "spoofed_port_source";
    long stopped = rig.stopped(table, rule);

    assertThat(rig.peer("b", "get", IMDS_4, "80", Rig.A.ipv4())).isEqualTo("timeout");
    assertThat(rig.stopped(table, rule)).isGreaterThan(stopped);
    stopped = rig.stopped(table, rule);
    assertThat(rig.peer("b", "get", "fd00:ec2::23", "80", Rig.A.ipv6())).isEqualTo("timeout");
    assertThat(rig.stopped(table, rule)).isGreaterThan(stopped);
  }

  @Test
  void dropsConnectionsThatComeTooFastAndServesTheOthers() {
    for (String address : new String[] {"169.254.170.23", "fd00:ec2::23"}) {
      long stopped = rig.stopped("inet", "call_rate");

      assertThat(rig.peer("b", "calls", address, "80", "3000")).isEqualTo("called");

      assertThat(rig.stopped("inet", "call_rate")).isGreaterThan(stopped);
      assertThat(rig.peer("a", "get", address, "80")).startsWith("agent 8491 ");
    }
  }

  @Test
  void stopsPacketsThatChooseTheirOwnRoute() {
    long stopped = rig.stopped("inet", "source_route");

    assertThat(rig.peer("b", "routed", "192.168.9.1", IMDS_4)).isEqualTo("nothing");

    assertThat(rig.stopped("inet", "source_route")).isGreaterThan(stopped);
  }

  @Test
  void tellsTheServerWhichInterfaceIsWhose() throws IOException {
    String told = Files.readString(rig.run().resolve("interfaces.json"));

    assertThat(told)
        .contains(
            "{\"name\":\"vetha\",\"index\":" + index("vetha"),
            "\"throughIndex\":" + index(topology == Rig.Topology.ROUTED ? "vetha" : "br0"),
            "\"mac\":\"02:00:00:00:00:0a\",\"addresses\":[\"10.77.0.10\",\"fd77:0:0:0:0:0:0:10\"],"
                + "\"namespace\":\"apps\",\"pod\":\"a\",\"uid\":\"uid-a\",\"sandbox\":\"a1\"}");
  }

  private String index(String name) {
    return rig.in("node", "ip", "-o", "link", "show", name).replaceAll("(?s):.*", "");
  }
}
