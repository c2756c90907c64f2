package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.task.TaskContainerStatus;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task's containers as its pod's status tells of them. */
final class ContainerViews {
  static final String UNKNOWN = "UNKNOWN";

  private static final String AGENT = "rolecall-agent";

  private final Pod pod;
  private final Instant now;
  private final Map<String, ContainerStatus> statuses = new LinkedHashMap<>();

  ContainerViews(Pod pod, Instant now) {
    this.pod = pod;
    this.now = now;
    if (pod.getStatus() != null) {
      Stream.concat(
              pod.getStatus().getInitContainerStatuses().stream(),
              pod.getStatus().getContainerStatuses().stream())
          .forEach(status -> statuses.put(status.getName(), status));
    }
  }

  /** For the task's status, in the pod's order. */
  List<TaskContainerStatus> all() {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .filter(container -> !container.getName().equals(AGENT))
        .map(this::view)
        .toList();
  }

  /** What a container of this name ended with; of a restarted one, its first end that is known. */
  Optional<ContainerStateTerminated> end(String name) {
    ContainerStatus status = statuses.get(name);
    if (status == null) {
      return Optional.empty();
    }
    return state(status.getState())
        .map(ContainerState::getTerminated)
        .or(() -> state(status.getLastState()).map(ContainerState::getTerminated));
  }

  /** Why a container of this name waits. */
  Optional<ContainerStateWaiting> waiting(String name) {
    return Optional.ofNullable(statuses.get(name))
        .flatMap(status -> state(status.getState()))
        .map(ContainerState::getWaiting);
  }

  /** When a container of this name started, where it did. */
  Optional<Instant> started(String name) {
    ContainerStatus status = statuses.get(name);
    if (status == null) {
      return Optional.empty();
    }
    return state(status.getState())
        .map(state ->
            state.getRunning() != null
                ? state.getRunning().getStartedAt()
                : state.getTerminated() != null ? state.getTerminated().getStartedAt() : null)
        .map(Instant::parse);
  }

  /** Whether what others wait for is so: it ended with 0, or its health check passed. */
  boolean resolved(Container first) {
    ContainerStatus status = statuses.get(first.getName());
    if (status == null) {
      return false;
    }
    return "Always".equals(first.getRestartPolicy())
        ? Boolean.TRUE.equals(status.getStarted())
        : end(first.getName()).isPresent();
  }

  /** When the last of the pod's containers started; empty until all have. */
  Optional<Instant> allStarted() {
    List<Optional<Instant>> starts =
        pod.getSpec().getContainers().stream()
            .map(container -> started(container.getName()))
            .toList();
    return starts.stream().allMatch(Optional::isPresent)
        ? starts.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /** Whether a container is said to run still. */
  boolean anyRuns() {
    return statuses.values().stream()
        .anyMatch(status ->
            state(status.getState()).filter(state -> state.getRunning() != null).isPresent());
  }

  boolean anyStarted() {
    return pod.getSpec().getContainers().stream()
        .anyMatch(container -> started(container.getName()).isPresent());
  }

  private TaskContainerStatus view(Container container) {
    TaskContainerStatus view = new TaskContainerStatus();
    view.setName(container.getName());
    view.setLastStatus("PENDING");
    ContainerStatus status = statuses.get(container.getName());
    if (status == null) {
      return view;
    }
    end(container.getName())
        .ifPresent(end -> {
          view.setExitCode(end.getExitCode());
          view.setReason(text(end.getReason()));
        });
    state(status.getState())
        .ifPresent(state -> {
          if (state.getRunning() != null) {
            view.setLastStatus("RUNNING");
          } else if (state.getTerminated() != null) {
            view.setLastStatus("STOPPED");
          } else if (state.getWaiting() != null) {
            view.setReason(text(state.getWaiting().getReason()));
          }
        });
    view.setRuntimeId(text(status.getContainerID()));
    view.setImageDigest(digest(status.getImageID()));
    if (container.getReadinessProbe() != null) {
      view.setHealthStatus(health(container, status));
    }
    return view;
  }

  /** Not ready is unhealthy once its checks could fail as often as they may. */
  private String health(Container container, ContainerStatus status) {
    if (Boolean.TRUE.equals(status.getReady())) {
      return "HEALTHY";
    }
    Probe probe = container.getReadinessProbe();
    long patience = (long) probe.getPeriodSeconds() * probe.getFailureThreshold();
    return started(container.getName())
            .filter(start -> start.plusSeconds(patience).isBefore(now))
            .isPresent()
        ? "UNHEALTHY"
        : UNKNOWN;
  }

  private static Optional<ContainerState> state(@Nullable ContainerState state) {
    return Optional.ofNullable(state);
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static @Nullable String digest(@Nullable String imageId) {
    int at = imageId == null ? -1 : imageId.indexOf("sha256:");
    return at < 0 || imageId == null ? null : imageId.substring(at);
  }
}
