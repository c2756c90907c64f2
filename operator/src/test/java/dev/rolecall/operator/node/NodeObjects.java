package dev.rolecall.operator.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.time.Instant;
import java.util.Map;

/** Nodes and the agent's pods on them. */
final class NodeObjects {
  static final Instant CREATED = Instant.parse("2026-11-22T10:00:00Z");

  private NodeObjects() {}

  static Node node(String boot, Taint... taints) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("node-1")
        .withUid("uid-1")
        .withCreationTimestamp(CREATED.toString())
        .withLabels(Map.of("kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64"))
        .endMetadata()
        .withNewSpec()
        .withTaints(taints)
        .endSpec()
        .withNewStatus()
        .withNewNodeInfo()
        .withBootID(boot)
        .endNodeInfo()
        .endStatus()
        .build();
  }

  static Taint taint(String key, String effect) {
    return new TaintBuilder().withKey(key).withEffect(effect).build();
  }

  static Pod agent(String guard, boolean guardReady, boolean serverReady) {
    String ready = guardReady && serverReady ? "True" : "False";
    return new PodBuilder()
        .withNewMetadata()
        .withName("rolecall-agent-x")
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-1")
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .endCondition()
        .addNewContainerStatus()
        .withName("guard")
        .withReady(guardReady)
        .withContainerID(guard)
        .endContainerStatus()
        .addNewContainerStatus()
        .withName("server")
        .withReady(serverReady)
        .withContainerID("containerd://server")
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
