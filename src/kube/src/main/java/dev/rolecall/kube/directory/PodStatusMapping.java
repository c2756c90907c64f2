package dev.rolecall.kube.directory;

import dev.rolecall.directory.ContainerStatus;
import dev.rolecall.directory.PodStatus;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pods' statuses without what no agent asks for. There are as many as pods in the cluster, so what
 * many have in common (names of images) is kept once, and no pod may have as much as it likes.
 */
final class PodStatusMapping {
  private static final int MOST_CONTAINERS = 64;
  private static final int MOST_ADDRESSES = 4;
  private static final int LONGEST_TEXT = 512;

  private PodStatusMapping() {}

  static PodStatus of(Pod pod) {
    PodSpec spec = pod.getSpec();
    var status = Optional.ofNullable(pod.getStatus());
    boolean hostNetwork = Boolean.TRUE.equals(spec.getHostNetwork());
    return new PodStatus(
        hostNetwork ? List.of() : status.map(PodStatusMapping::addresses).orElse(List.of()),
        hostNetwork,
        instant(pod.getMetadata().getDeletionTimestamp()),
        status.map(it -> instant(it.getStartTime())).orElse(null),
        containers(spec, status));
  }

  private static List<String> addresses(io.fabric8.kubernetes.api.model.PodStatus status) {
    return Stream.concat(
            Stream.ofNullable(status.getPodIP()), status.getPodIPs().stream().map(PodIP::getIp))
        .filter(address -> address != null && !address.isEmpty())
        .distinct()
        .limit(MOST_ADDRESSES)
        .map(PodStatusMapping::bounded)
        .toList();
  }

  /** Sidecars, which are init containers that go on running, and then the others. */
  private static List<ContainerStatus> containers(
      PodSpec spec, Optional<io.fabric8.kubernetes.api.model.PodStatus> status) {
    Map<String, io.fabric8.kubernetes.api.model.ContainerStatus> statuses = new HashMap<>();
    status.ifPresent(known ->
        Stream.concat(
                known.getInitContainerStatuses().stream(), known.getContainerStatuses().stream())
            .forEach(container -> statuses.put(container.getName(), container)));
    return Stream.concat(
            spec.getInitContainers().stream()
                .filter(container -> "Always".equals(container.getRestartPolicy())),
            spec.getContainers().stream())
        .limit(MOST_CONTAINERS)
        .map(container -> container(container, statuses.get(container.getName())))
        .toList();
  }

  private static ContainerStatus container(
      Container container, io.fabric8.kubernetes.api.model.@Nullable ContainerStatus status) {
    var known = Optional.ofNullable(status);
    Optional<ContainerState> state =
        known.map(io.fabric8.kubernetes.api.model.ContainerStatus::getState);
    var running = state.map(ContainerState::getRunning);
    var ended =
        state
            .map(ContainerState::getTerminated)
            .or(() ->
                running.isPresent()
                    ? Optional.empty()
                    : known
                        .map(io.fabric8.kubernetes.api.model.ContainerStatus::getLastState)
                        .map(ContainerState::getTerminated));
    return new ContainerStatus(
        shared(container.getName()),
        shared(container.getImage()),
        shared(known.map(it -> it.getImageID()).orElse("")),
        id(known.map(it -> it.getContainerID()).orElse("")),
        running
            .map(it -> instant(it.getStartedAt()))
            .or(() -> ended.map(it -> instant(it.getStartedAt())))
            .orElse(null),
        ended.map(it -> instant(it.getFinishedAt())).orElse(null),
        ended.map(it -> it.getExitCode()).orElse(null),
        known.map(it -> it.getRestartCount()).orElse(0),
        limit(container, "cpu", amount -> amount.getNumericalAmount().doubleValue()),
        limit(container, "memory", amount -> amount.getNumericalAmount().longValue()));
  }

  /** {@code containerd://<id>}. */
  private static String id(String text) {
    int scheme = text.indexOf("://");
    return bounded(scheme < 0 ? text : text.substring(scheme + "://".length()));
  }

  private static <T> @Nullable T limit(
      Container container, String resource, Function<Quantity, @Nullable T> read) {
    if (container.getResources() == null || container.getResources().getLimits() == null) {
      return null;
    }
    Quantity amount = container.getResources().getLimits().get(resource);
    try {
      return amount == null ? null : read.apply(amount);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return null; // Out of a file: an API server has no such amount.
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String shared(@Nullable String text) {
    return bounded(Objects.requireNonNullElse(text, "")).intern();
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
