package dev.rolecall.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From before the guard's first start to after its removal. */
class GuardLifecycleIT {
  private static final String IMDS = "169.254.169.254";
  private static final String AGENT = "169.254.170.23";
  private static final String AGENT_6 = "fd00:ec2::23";
  private static final String STANDS = "the rules stand";

  private Rig rig;

  @BeforeEach
  void build() throws IOException {
    rig = new Rig(Rig.Topology.ROUTED);
    rig.attach(Rig.A);
  }

  @AfterEach
  void remove() throws IOException {
    rig.close();
  }

  @Test
  void leavesItsRulesWhereItIsKilled() throws Exception {
    try (Shell.Talk guard = rig.startGuard("run")) {
      guard.await(STANDS);
      String rules = withoutCounters();
      guard.process().destroyForcibly();
      assertThat(guard.process().waitFor(10, TimeUnit.SECONDS)).isTrue();

      assertThat(withoutCounters()).isEqualTo(rules);
      assertThat(rig.peer("a", "get", IMDS, "8080")).isEqualTo("refused");
    }
    try (Shell.Talk guard = rig.startGuard("run")) {
      guard.await(STANDS);
      guard.process().destroy();
      assertThat(guard.process().waitFor(10, TimeUnit.SECONDS)).isTrue();

      assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("agent 8493 " + Rig.A.ipv4());
    }
  }

  @Test
  void setsRulesAgainThatSomebodyRemovedOrChanged() throws IOException {
    try (Shell.Talk guard = rig.startGuard("run")) {
      guard.await(STANDS);
      rig.in("node", "nft", "flush", "ruleset");
      guard.await("nft tells: delete table inet rolecall");
      guard.await(STANDS);
      assertThat(rig.peer("a", "get", IMDS, "8080")).isEqualTo("refused");

      rig.in("node", "nft", "flush", "chain", "inet", "rolecall", "forward");
      guard.await(STANDS);
      assertThat(rig.ruleset()).contains("goto stop_imds_forwarded");
    }
  }

  @Test
  void keepsPodsOffImdsWhileItsRulesAreGone() throws IOException {
    assertThat(rig.guard("once").status()).isZero();

    rig.in("node", "nft", "flush", "ruleset");

    assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("refused");
    assertThat(rig.peer("a", "get", "fd00:ec2::254", "80")).isIn("refused", "timeout");
    assertThat(rig.peer("node", "get", IMDS, "80")).isEqualTo("real-imds");
    assertThat(rig.peer("node", "get", "fd00:ec2::254", "80")).isEqualTo("real-imds");
  }

  @Test
  void pinsPodsAsTheyComeAndGo() throws Exception {
    try (Shell.Talk guard = rig.startGuard("run")) {
      guard.await(STANDS);
      awaitTold("vetha");
      assertThat(told()).doesNotContain("vethb");

      rig.attach(Rig.B);
      awaitTold("vethb");
      assertThat(rig.in("node", "nft", "list", "set", "inet", "rolecall", "sources4"))
          .contains("\"vethb\" . 10.77.0.11");

      rig.in("node", "ip", "link", "delete", "vetha");
      rig.detach(Rig.A);
      awaitNotTold("vetha");
    }
    assertThat(rig.guard("once").status()).isZero();
    assertThat(rig.in("node", "nft", "list", "set", "inet", "rolecall", "sources4"))
        .doesNotContain("vetha");
  }

  @Test
  void replacesRulesWithoutAnInstantWithout() throws IOException {
    assertThat(rig.guard("once").status()).isZero();
    try (Shell.Talk hammer = rig.talk("a", "hammer", IMDS, "80");
        Shell.Talk other = rig.talk("a", "hammer", IMDS, "8080")) {
      hammer.await("ready");
      other.await("ready");
      for (int i = 0; i < 5; i++) {
        assertThat(rig.guard("once").status()).isZero();
      }

      assertThat(hammer.ask()).isIn("agent", "agent refused");
      assertThat(other.ask()).isEqualTo("refused");
    }
  }

  @Test
  void letsClientsWaitForAnAgentThatStartsAgain() throws Exception {
    assertThat(rig.guard("once").status()).isZero();
    rig.endAgent();
    try (Shell.Talk client = rig.talk("a", "patient", AGENT, "80")) {
      await(() ->
          rig.in("node", "nft", "list", "set", "inet", "rolecall", "awaited4").contains("8491"));
      assertThat(rig.peer("a", "get", AGENT_6, "80")).isEqualTo("timeout");
      assertThat(rig.peerInPodCgroup("node", "get", AGENT, "80")).isEqualTo("timeout");
      assertThat(rig.peer("node", "get", AGENT, "80", "127.0.7.9"))
          .as("from an address that costs nothing")
          .isEqualTo("refused");
      assertThat(rig.peer("a", "get", AGENT, "8491")).as("its own port").isEqualTo("refused");
      assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("refused");

      rig.startAgent();

      assertThat(client.hear()).isEqualTo("agent 8491 " + Rig.A.ipv4());
    }
  }

  @Test
  void letsNobodyWaitForAnAgentThatStaysAway() throws Exception {
    assertThat(rig.guard("once").status()).isZero();
    rig.endAgent();
    assertThat(rig.peer("a", "get", AGENT, "80")).isEqualTo("timeout");

    // What time does, too.
    rig.in("node", "nft", "flush", "set", "inet", "rolecall", "awaited4");

    assertThat(rig.peer("a", "get", AGENT, "80")).isEqualTo("refused");
    rig.startAgent();
    assertThat(rig.peer("a", "get", AGENT, "80")).startsWith("agent 8491 ");
    rig.endAgent();
    assertThat(rig.peer("a", "get", AGENT, "80")).as("away anew").isEqualTo("timeout");
  }

  /** With NET_RAW it has a SYN of its own refused, as if nobody listened. */
  @Test
  void letsNoPodSayForOthersThatTheAgentIsAway() throws Exception {
    rig.attach(Rig.B);
    assertThat(rig.guard("once").status()).isZero();
    rig.in(
        "a",
        "nft",
        "add table ip own { chain c { type filter hook output priority 0;"
            + " tcp flags & rst == rst drop; } ; }");

    assertThat(rig.peer("a", "reset", Rig.A.ipv4(), AGENT, "80")).isEqualTo("sent");

    await(() -> knownAway().contains(" . 8491"));
    rig.endAgent();
    // What time does, too.
    rig.in("node", "nft", "flush", "set", "inet", "rolecall", "awaited4");
    assertThat(rig.peer("b", "get", AGENT, "80")).as("waits").isEqualTo("timeout");
    assertThat(rig.peer("a", "get", AGENT, "80")).isEqualTo("refused");
  }

  private String knownAway() {
    return rig.in("node", "nft", "list", "set", "inet", "rolecall", "away4");
  }

  @Test
  void removesAllOfItAndNothingElse() {
    rig.in(
        "node", "nft", "add table inet other { chain c { type filter hook input priority 0; } ; }");
    String before = rig.ruleset();
    assertThat(rig.guard("once").status()).isZero();
    assertThat(rig.ruleset()).contains(before);

    Shell.Outcome removed = rig.guard("uninstall");

    assertThat(removed.output())
        .contains(
            "table inet rolecall", "table bridge rolecall", "link rolecall0", "interfaces.json");
    assertThat(rig.ruleset()).isEqualTo(before);
    assertThat(rig.in("node", "ip", "rule", "show")).doesNotContain("169.254");
    assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("real-imds");
    assertThat(rig.guard("uninstall").output()).isEqualTo("There was nothing of the guard.");
  }

  @Test
  void observesWithoutStoppingAnything() throws IOException {
    Shell.Outcome first = rig.guard("once", "--observe");
    assertThat(first.status()).isZero();
    assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("real-imds");
    assertThat(rig.peer("a", "get", IMDS, "8080")).isEqualTo("real-imds");
    assertThat(rig.peerInPodCgroup("node", "get", IMDS, "80")).isEqualTo("real-imds");
    assertThat(rig.stopped("inet", "imds")).isGreaterThan(1);
    assertThat(rig.stopped("inet", "imds_host_pod")).isGreaterThan(1);

    assertThat(rig.guard("once", "--observe").output())
        .contains("\"eventName\":\"WouldStopPackets\"", "\"rule\":\"imds\"", "\"observed\":true");
    assertThat(told()).contains("\"interfaces\":[]");
  }

  @Test
  void auditsWhatItStoppedWithThePodAndACount() throws Exception {
    assertThat(rig.guard("once").output()).doesNotContain("StopPackets");
    assertThat(rig.peer("a", "get", IMDS, "8080")).isEqualTo("refused");
    assertThat(rig.peer("a", "get", IMDS, "8081")).isEqualTo("refused");

    try (Shell.Talk guard = rig.startGuard("run")) {
      assertThat(guard.await("StopPackets"))
          .contains(
              "\"eventSource\":\"guard.rolecall.dev\"",
              "\"sourceIPAddress\":\"10.77.0.10\"",
              "\"interface\":\"vetha\"",
              "\"workload\":{\"namespace\":\"apps\",\"pod\":\"a\",\"podUid\":\"uid-a\"}",
              "\"count\":2");
      await(() ->
          Files.readString(rig.run().resolve("counters.json"))
              .contains("\"labels\":{\"rule\":\"imds\"},\"value\":2}"));
    }
  }

  @Test
  void hasRulesBeforeTheGuardEverRan() throws IOException {
    HostRoot host = rig.hostRoot();
    assertThat(rig.guard("install", "--host-root", host.path()).output())
        .contains("Wrote /etc/rolecall/guard.nft", "kubelet.service.requires");
    assertThat(rig.guard("install", "--host-root", host.path()).output())
        .isEqualTo("Everything was there already.");

    rig.in("node", "nft", "-f", host.path() + "/etc/rolecall/guard.nft");

    assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("refused");
    assertThat(rig.peer("a", "get", IMDS, "8080")).isEqualTo("refused");
    assertThat(rig.peer("a", "get", "fd00:ec2::254", "80")).isEqualTo("refused");
    assertThat(rig.peer("a", "get", "169.254.170.23", "80")).isEqualTo("refused");
    assertThat(rig.peer("node", "get", IMDS, "80")).isEqualTo("real-imds");
    assertThat(rig.peerInPodCgroup("node", "get", IMDS, "80")).isEqualTo("refused");

    assertThat(rig.guard("uninstall", "--host-root", host.path()).output())
        .contains("Removed /etc/systemd/system/rolecall-guard.service");
    assertThat(host.files()).noneMatch(file -> file.contains("rolecall"));
  }

  @Test
  void needsNoCapabilityButNetAdmin() throws IOException {
    assertThat(rig.guardWithNetAdminOnly("once").status()).isZero();

    assertThat(told()).contains("vetha");
    assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("agent 8493 " + Rig.A.ipv4());
    assertThat(rig.peerInPodCgroup("node", "get", IMDS, "80")).isEqualTo("refused");
    assertThat(rig.guardWithNetAdminOnly("uninstall").status()).isZero();
  }

  @Test
  void servesTheNodesProcessesWhereThereIsNoRealImds() {
    rig.in("node", "ip", "route", "delete", "default");
    assertThat(rig.guard(Map.of("ROLECALL_NODE_IMDS", "rolecall"), "once").status()).isZero();

    assertThat(rig.peer("node", "get", IMDS, "80")).startsWith("agent 8493");
    assertThat(rig.peer("node", "get", "fd00:ec2::254", "80")).startsWith("agent 8493");
    assertThat(rig.peer("node", "get", IMDS, "8080")).isEqualTo("refused");
    assertThat(rig.peerInPodCgroup("node", "get", IMDS, "80")).isEqualTo("refused");
    assertThat(rig.peerInPodCgroup("node", "get", "fd00:ec2::254", "80")).isEqualTo("refused");
  }

  @Test
  void refusesEverybodyOnTheHostWhereItIsToldSoOrCannotTell() {
    assertThat(rig.guard(Map.of("ROLECALL_NODE_IMDS", "none"), "once").status()).isZero();
    assertThat(rig.peer("node", "get", IMDS, "80")).isEqualTo("refused");

    Map<String, String> untold = Map.of("ROLECALL_POD_CGROUPS", "missing");
    assertThat(rig.guard(untold, "once").output()).contains("cannot be told from pods'");
    assertThat(rig.peer("node", "get", IMDS, "80")).isEqualTo("refused");
    assertThat(rig.peer("node", "udp", "fd00:ec2::254", "53")).isEqualTo("nothing");
  }

  @Test
  void startsWhereIpv6IsOff() {
    rig.in("node", "sysctl", "-q", "-w", "net.ipv6.conf.all.disable_ipv6=1");

    assertThat(rig.guard("once").status()).isZero();

    assertThat(rig.peer("a", "get", IMDS, "80")).isEqualTo("agent 8493 " + Rig.A.ipv4());
    assertThat(rig.in("node", "ip", "addr", "show", "rolecall0")).doesNotContain("inet6 fd00");
  }

  private String withoutCounters() {
    return rig.in("node", "nft", "-s", "list", "table", "inet", "rolecall");
  }

  private String told() throws IOException {
    Path file = rig.run().resolve("interfaces.json");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private void awaitTold(String name) throws Exception {
    await(() -> told().contains(name));
  }

  private void awaitNotTold(String name) throws Exception {
    await(() -> !told().contains(name));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
