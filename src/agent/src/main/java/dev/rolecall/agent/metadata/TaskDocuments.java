package dev.rolecall.agent.metadata;

import dev.rolecall.agent.node.NodeContainer;
import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.binding.TaskLabels;
import dev.rolecall.identity.AccountId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A pod as a task and its containers, in the form of "Amazon ECS task metadata endpoint version 4".
 * Members that a pod has nothing for are left out, as ECS does.
 *
 * @param node that the pod is on
 */
record TaskDocuments(NodeFacts node, NodePod pod) {
  private static final String FAMILY_LABEL = "app.kubernetes.io/name";
  private static final long MEBIBYTE = 1_048_576;

  /** CPU units of ECS in one CPU. */
  private static final int UNITS = 1_024;

  /** The whole task. */
  Map<String, Object> task() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("Cluster", node.cluster());
    members.put("TaskARN", arn("task", taskId()));
    members.put("Family", family());
    members.put("Revision", revision());
    members.put("DesiredStatus", "RUNNING");
    members.put("KnownStatus", knownStatus());
    limits(cpuOfAll(), memoryOfAll()).ifPresent(limits -> members.put("Limits", limits));
    pod.started().map(Instant::toString).ifPresent(time -> members.put("PullStartedAt", time));
    node.zone().ifPresent(zone -> members.put("AvailabilityZone", zone));
    members.put("LaunchType", "EC2");
    members.put("Containers", pod.containers().stream().map(this::container).toList());
    return members;
  }

  /** The whole task with the pod's labels as its tags. */
  Map<String, Object> taskWithTags() {
    Map<String, Object> members = task();
    members.put("TaskTags", new TreeMap<>(pod.labels()));
    return members;
  }

  /** One of its containers. */
  Map<String, Object> container(NodeContainer container) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("DockerId", container.id());
    members.put("Name", container.name());
    members.put("DockerName", dockerName(container));
    members.put("Image", container.image());
    members.put("ImageID", container.imageId());
    members.put("Labels", labels(container));
    members.put("DesiredStatus", "RUNNING");
    members.put("KnownStatus", status(container));
    container.exitCode().ifPresent(code -> members.put("ExitCode", code));
    limits(units(container), mebibytes(container))
        .ifPresent(limits -> members.put("Limits", limits));
    time(container.started()).ifPresent(time -> members.put("CreatedAt", time));
    time(container.started()).ifPresent(time -> members.put("StartedAt", time));
    time(container.finished()).ifPresent(time -> members.put("FinishedAt", time));
    members.put("Type", "NORMAL");
    members.put("ContainerARN", arn("container", taskId() + "/" + container.name()));
    members.put("Networks", List.of(network()));
    members.put("RestartCount", container.restarts());
    return members;
  }

  /** As the kubelet named containers in Docker. */
  static String dockerName(NodePod pod, NodeContainer container) {
    return "k8s_%s_%s_%s_%s_%d"
        .formatted(
            container.name(),
            pod.pod().name(),
            pod.pod().namespace(),
            pod.pod().uid(),
            container.restarts());
  }

  private String dockerName(NodeContainer container) {
    return dockerName(pod, container);
  }

  private Map<String, Object> labels(NodeContainer container) {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("com.amazonaws.ecs.cluster", node.cluster());
    labels.put("com.amazonaws.ecs.container-name", container.name());
    labels.put("com.amazonaws.ecs.task-arn", arn("task", taskId()));
    labels.put("com.amazonaws.ecs.task-definition-family", family());
    labels.put("com.amazonaws.ecs.task-definition-version", revision());
    labels.put("io.kubernetes.container.name", container.name());
    labels.put("io.kubernetes.pod.name", pod.pod().name());
    labels.put("io.kubernetes.pod.namespace", pod.pod().namespace());
    labels.put("io.kubernetes.pod.uid", pod.pod().uid());
    return labels;
  }

  private String family() {
    return pod.labels()
        .getOrDefault(TaskLabels.FAMILY, pod.labels().getOrDefault(FAMILY_LABEL, pod.pod().name()));
  }

  private String revision() {
    return pod.labels().getOrDefault(TaskLabels.REVISION, "1");
  }

  /** As the Task's status has it; a pod without one is a task of its own. */
  private String taskId() {
    return pod.labels().getOrDefault(TaskLabels.UID, pod.pod().uid()).replace("-", "");
  }

  private String arn(String kind, String resource) {
    return "arn:aws:ecs:%s:%s:%s/%s/%s"
        .formatted(
            node.region(),
            pod.account().map(AccountId::value).orElse(""),
            kind,
            node.cluster(),
            resource);
  }

  private static String status(NodeContainer container) {
    if (container.finished().isPresent()) {
      return "STOPPED";
    }
    if (container.started().isPresent()) {
      return "RUNNING";
    }
    return container.id().isEmpty() ? "NONE" : "CREATED";
  }

  /** The task runs when all of its containers have begun. */
  private String knownStatus() {
    Collection<String> all = pod.containers().stream().map(TaskDocuments::status).toList();
    if (all.stream().allMatch("STOPPED"::equals)) {
      return "STOPPED";
    }
    return all.stream().anyMatch(Predicate.not(TaskDocuments::hasBegun)) ? "PENDING" : "RUNNING";
  }

  private static boolean hasBegun(String status) {
    return status.equals("RUNNING") || status.equals("STOPPED");
  }

  private static Optional<String> time(Optional<Instant> instant) {
    return instant.map(Instant::toString);
  }

  private static Optional<Long> units(NodeContainer container) {
    return container.cpuLimit().isPresent()
        ? Optional.of(Math.round(container.cpuLimit().getAsDouble() * UNITS))
        : Optional.empty();
  }

  private static Optional<Long> mebibytes(NodeContainer container) {
    return container.memoryLimit().isPresent()
        ? Optional.of(container.memoryLimit().getAsLong() / MEBIBYTE)
        : Optional.empty();
  }

  /** In CPUs; a task has a limit where each of its containers has one. */
  private Optional<Double> cpuOfAll() {
    return pod.containers().stream().allMatch(container -> container.cpuLimit().isPresent())
        ? Optional.of(
            pod.containers().stream()
                .mapToDouble(container -> container.cpuLimit().orElse(0))
                .sum())
        : Optional.empty();
  }

  private Optional<Long> memoryOfAll() {
    return pod.containers().stream().allMatch(container -> container.memoryLimit().isPresent())
        ? Optional.of(pod.containers().stream().mapToLong(c -> mebibytes(c).orElse(0L)).sum())
        : Optional.empty();
  }

  private static Optional<Map<String, Object>> limits(
      Optional<? extends Number> cpu, Optional<? extends Number> memory) {
    Map<String, Object> limits = new LinkedHashMap<>();
    cpu.ifPresent(value -> limits.put("CPU", value));
    memory.ifPresent(value -> limits.put("Memory", value));
    return limits.isEmpty() ? Optional.empty() : Optional.of(limits);
  }

  private Map<String, Object> network() {
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("NetworkMode", pod.hostNetwork() ? "host" : "awsvpc");
    network.put("IPv4Addresses", addresses(Inet4Address.class::isInstance));
    network.put("IPv6Addresses", addresses(Predicate.not(Inet4Address.class::isInstance)));
    return network;
  }

  private List<String> addresses(Predicate<InetAddress> wanted) {
    return pod.addresses().stream()
        .filter(wanted)
        .map(InetAddress::getHostAddress)
        .sorted()
        .toList();
  }
}
