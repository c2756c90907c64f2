package dev.rolecall.operator.node;

import static dev.rolecall.operator.node.NodeObjects.CREATED;
import static dev.rolecall.operator.node.NodeObjects.agent;
import static dev.rolecall.operator.node.NodeObjects.node;
import static dev.rolecall.operator.node.NodeObjects.taint;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaintRuleTest {
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final Taint OURS = taint(NodeTaint.KEY, "NoSchedule");
  private static final Pod READY = agent("containerd://guard-1", true, true);
  private static final Pod RESTARTED = agent("containerd://guard-2", true, true);
  private static final Pod STARTING = agent("containerd://guard-1", true, false);

  private final InstantSource time = () -> this.now;
  private Instant now = CREATED.plusSeconds(1);
  private final TaintRule rule = rule(List.of("kubernetes.io/os=linux"));

  @Test
  void taintsANewNodeAtOnce() {
    assertThat(rule.decide(node("boot-1"), List.of())).isInstanceOf(TaintDecision.Add.class);
    assertThat(rule.decide(node("boot-1"), List.of(STARTING)))
        .isInstanceOf(TaintDecision.Add.class);
  }

  @Test
  void liftsTheTaintWhenGuardAndServerAreReady() {
    Node tainted = node("boot-1", OURS);
    assertThat(rule.decide(tainted, List.of(agent("g", false, true)))).isEqualTo(leave());
    assertThat(rule.decide(tainted, List.of(agent("g", true, false)))).isEqualTo(leave());
    assertThat(rule.decide(tainted, List.of(READY))).isEqualTo(new TaintDecision.Lift());
    assertThat(rule.decide(node("boot-1"), List.of(READY))).isEqualTo(leave());
  }

  @Test
  void liftsTheTaintThatAKubeletRegisteredWithAnotherEffect() {
    Node tainted = node("boot-1", taint(NodeTaint.KEY, "NoExecute"));
    assertThat(rule.decide(tainted, List.of(READY))).isEqualTo(new TaintDecision.Lift());
  }

  @Test
  void doesNotTaintForARestart() {
    assertThat(rule.decide(node("boot-1"), List.of(READY))).isEqualTo(leave());
    assertThat(rule.decide(node("boot-1"), List.of()))
        .isEqualTo(new TaintDecision.LookAgainIn(GRACE));
    pass(Duration.ofSeconds(90));
    assertThat(rule.decide(node("boot-1"), List.of(STARTING)))
        .isEqualTo(new TaintDecision.LookAgainIn(Duration.ofSeconds(30)));
    assertThat(rule.decide(node("boot-1"), List.of(RESTARTED))).isEqualTo(leave());
    pass(Duration.ofHours(1));
    assertThat(rule.decide(node("boot-1"), List.of(STARTING)))
        .as("the next restart has a grace of its own")
        .isEqualTo(new TaintDecision.LookAgainIn(GRACE));
  }

  @Test
  void taintsWhenTheAgentDoesNotComeBack() {
    rule.decide(node("boot-1"), List.of(READY));
    rule.decide(node("boot-1"), List.of());
    pass(GRACE);
    assertThat(rule.decide(node("boot-1"), List.of(STARTING)))
        .isInstanceOf(TaintDecision.Add.class);
  }

  @Test
  void countsTheGraceAnewWhereTheClockIsSetBack() {
    rule.decide(node("boot-1"), List.of(READY));
    rule.decide(node("boot-1"), List.of());
    pass(Duration.ofHours(-5));
    assertThat(rule.decide(node("boot-1"), List.of()))
        .isEqualTo(new TaintDecision.LookAgainIn(GRACE));
    pass(GRACE);
    assertThat(rule.decide(node("boot-1"), List.of())).isInstanceOf(TaintDecision.Add.class);
  }

  @Test
  void takesAPodThatIsBeingDeletedForGone() {
    rule.decide(node("boot-1"), List.of(READY));
    Pod deleted =
        new PodBuilder(READY)
            .editMetadata()
            .withDeletionTimestamp(now.toString())
            .endMetadata()
            .build();
    assertThat(rule.decide(node("boot-1"), List.of(deleted)))
        .isEqualTo(new TaintDecision.LookAgainIn(GRACE));
  }

  @Test
  void taintsAtOnceAfterAReboot() {
    rule.decide(node("boot-1"), List.of(READY));
    assertThat(rule.decide(node("boot-2"), List.of()))
        .as("the kernel's rules went with it")
        .isInstanceOf(TaintDecision.Add.class);
    assertThat(rule.decide(node("boot-2", OURS), List.of(RESTARTED)))
        .isEqualTo(new TaintDecision.Lift());
  }

  @Test
  void doesNotBelieveAPodsReadinessFromBeforeTheReboot() {
    rule.decide(node("boot-1"), List.of(READY));
    assertThat(rule.decide(node("boot-2"), List.of(READY))).isInstanceOf(TaintDecision.Add.class);
    assertThat(rule.decide(node("boot-2", OURS), List.of(READY))).isEqualTo(leave());
    assertThat(rule.decide(node("boot-2", OURS), List.of(RESTARTED)))
        .isEqualTo(new TaintDecision.Lift());
  }

  @Test
  void givesNodesThatAnotherLeaderLeftUntaintedTheirGrace() {
    pass(Duration.ofHours(1));
    assertThat(rule.decide(node("boot-1"), List.of(STARTING)))
        .isEqualTo(new TaintDecision.LookAgainIn(GRACE));
    pass(GRACE);
    assertThat(rule.decide(node("boot-1"), List.of(STARTING)))
        .isInstanceOf(TaintDecision.Add.class);
  }

  @Test
  void leavesNodesAloneThatCannotRunTheAgent() {
    TaintRule arm = rule(List.of("kubernetes.io/os=linux", "kubernetes.io/arch=arm64"));
    assertThat(arm.decide(node("boot-1"), List.of())).isEqualTo(leave());
    assertThat(arm.decide(node("boot-1", OURS), List.of(READY))).isEqualTo(leave());
  }

  @Test
  void forgetsNodesThatAreNoMore() {
    rule.decide(node("boot-1"), List.of(READY));
    rule.retain(Set.of("node-2"));
    assertThat(rule.decide(node("boot-1"), List.of()))
        .as("a node of this name that joins anew")
        .isInstanceOf(TaintDecision.Add.class);
  }

  private static TaintDecision leave() {
    return new TaintDecision.Leave();
  }

  private TaintRule rule(List<String> nodes) {
    return new TaintRule(time.withZone(ZoneOffset.UTC), GRACE, NodeSelection.of(nodes));
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }
}
