package dev.rolecall.cli.pod;

import dev.rolecall.cli.live.Injected;
import dev.rolecall.cli.live.Sight;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what serves the pod its credentials is ready: the agent of its node, or its sidecar. */
final class NodeCheck {
  /** The taint of nodes whose guard does not stand. */
  static final String TAINT = "rolecall.dev/guard-not-ready";

  private static final String NAME = "agent";

  private NodeCheck() {}

  static Step look(Scene scene) {
    if (Injected.hasSidecar(scene.pod())) {
      return Step.of(NAME, sidecar(scene.pod()));
    }
    if (scene.injected().isEmpty()) {
      return Step.skipped(NAME, "the pod was not injected");
    }
    if (scene.view().node().isEmpty()) {
      return Step.of(NAME, new Finding.Note("the pod is on no node yet, whose agent serves it"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(node(scene.workload().node(), scene.view().node().get()));
    findings.add(agent(scene.workload().node(), scene.view().agents()));
    return Step.of(NAME, findings);
  }

  private static Finding node(String name, Sight<Node> node) {
    return switch (node) {
      case Sight.Hidden<Node>(var why) -> new Finding.Unseen(why + ", whose taints would tell");
      case Sight.Missing<Node>(var what) ->
          new Finding.Wrong(
              "there is no " + what + ", which the pod is on",
              "delete the pod, so that it is made again on another node");
      case Sight.Seen<Node>(var seen) ->
          isTainted(seen)
              ? new Finding.Wrong(
                  "node %s has the taint %s: its agent does not serve".formatted(name, TAINT),
                  "see why the agent's pod there is not ready: kubectl describe pod -A -l app.kubernetes.io/name=rolecall-agent")
              : new Finding.Fine("node %s has no taint of Rolecall's".formatted(name));
    };
  }

  private static boolean isTainted(Node node) {
    return node.getSpec() != null
        && node.getSpec().getTaints().stream().anyMatch(taint -> TAINT.equals(taint.getKey()));
  }

  private static Finding agent(String node, Sight<List<Pod>> agents) {
    return switch (agents) {
      case Sight.Hidden<List<Pod>>(var why) ->
          new Finding.Unseen(why + ", so whether the agent of node " + node + " is ready");
      case Sight.Missing<List<Pod>> missing -> noAgent(node);
      case Sight.Seen<List<Pod>>(var pods) -> {
        Optional<Pod> ready = pods.stream().filter(NodeCheck::isReady).findFirst();
        if (pods.isEmpty()) {
          yield noAgent(node);
        }
        yield ready
            .<Finding>map(pod -> new Finding.Fine("the agent of node %s is ready".formatted(node)))
            .orElseGet(() ->
                new Finding.Wrong(
                    "the agent of node %s is not ready".formatted(node),
                    "see why: kubectl describe pod -n %s %s"
                        .formatted(
                            pods.getFirst().getMetadata().getNamespace(),
                            pods.getFirst().getMetadata().getName())));
      }
    };
  }

  private static Finding noAgent(String node) {
    return new Finding.Wrong(
        "node %s has no agent, which would serve the pod".formatted(node),
        "see that the DaemonSet rolecall-agent selects and tolerates the node, or set the pod's annotation rolecall.dev/mode to sidecar");
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(condition ->
                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
  }

  private static Finding sidecar(Pod pod) {
    if (pod.getStatus() == null) {
      return new Finding.Note("the agent's sidecar was not started yet");
    }
    return Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream())
        .filter(status -> Injected.SIDECAR_NAME.equals(status.getName()))
        .findFirst()
        .<Finding>map(status ->
            Boolean.TRUE.equals(status.getReady())
                ? new Finding.Fine("the agent's sidecar is ready")
                : new Finding.Wrong(
                    "the agent's sidecar is not ready",
                    "see its log: kubectl logs -n %s %s -c %s"
                        .formatted(
                            pod.getMetadata().getNamespace(),
                            pod.getMetadata().getName(),
                            Injected.SIDECAR_NAME)))
        .orElseGet(() -> new Finding.Note("the agent's sidecar was not started yet"));
  }
}
