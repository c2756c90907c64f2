package dev.rolecall.cli.pod;

import dev.rolecall.cli.live.Sight;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the pod lives, and as whom. */
final class PodCheck {
  private PodCheck() {}

  static Step look(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    findings.add(life(scene));
    scene.view().task().map(PodCheck::task).ifPresent(findings::add);
    unschedulable(scene.pod()).ifPresent(findings::add);
    findings.add(serviceAccount(scene));
    return Step.of("pod", findings);
  }

  private static Finding life(Scene scene) {
    String phase =
        Optional.ofNullable(scene.pod().getStatus()).map(it -> it.getPhase()).orElse("unknown");
    return switch (scene.lookup().lookup()) {
      case Lookup.Living living ->
          new Finding.Fine("phase " + phase + ", UID " + scene.workload().pod().uid());
      case Lookup.Gone(var reason) ->
          new Finding.Wrong(
              reason + ", and what is over gets no credentials",
              "start another pod: sessions end with their pod");
      case Lookup.Unknown unknown -> new Finding.Note("phase " + phase);
    };
  }

  private static Finding task(Sight<Task> sight) {
    return switch (sight) {
      case Sight.Seen<Task>(var task) ->
          new Finding.Fine(
              "runs Task %s%s"
                  .formatted(
                      task.getMetadata().getName(),
                      Optional.ofNullable(task.getStatus())
                          .map(TaskStatus::getLastStatus)
                          .map(status -> ", which is " + status)
                          .orElse("")));
      case Sight.Missing<Task>(var what) ->
          new Finding.Note("there is no " + what + " any more, which made it: the pod goes, too");
      case Sight.Hidden<Task>(var why) -> new Finding.Note(why + ", which made it");
    };
  }

  private static Optional<Finding> unschedulable(Pod pod) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(condition ->
            "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
        .findFirst()
        .map(PodCheck::unscheduled);
  }

  private static Finding unscheduled(PodCondition condition) {
    String message = String.valueOf(condition.getMessage());
    return new Finding.Wrong(
        "no node takes the pod: " + message,
        message.contains(NodeCheck.TAINT)
            ? "see why the agent is not ready on the nodes: kubectl get pods -A -l app.kubernetes.io/name=rolecall-agent"
            : "make room for it on a node, as the scheduler's message says");
  }

  private static Finding serviceAccount(Scene scene) {
    return switch (scene.view().serviceAccount()) {
      case Sight.Seen<?> seen ->
          new Finding.Fine("runs as service account " + scene.workload().serviceAccount());
      case Sight.Missing<?> missing ->
          new Finding.Wrong(
              "service account %s does not exist, so that no token of the pod is good"
                  .formatted(scene.workload().serviceAccount()),
              "create it, then delete the pod so that it is made again: tokens are good for the service account that they were made for");
      case Sight.Hidden<?>(var why) ->
          new Finding.Unseen(why + ", whose annotations may name the role");
    };
  }
}
