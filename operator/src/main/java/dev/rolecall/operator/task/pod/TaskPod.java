package dev.rolecall.operator.task.pod;

import dev.rolecall.binding.ExecutionRole;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.binding.TaskLabels;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskOverrides;
import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.RuntimePlatform;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinitionSpec;
import dev.rolecall.kube.task.StartOrder;
import dev.rolecall.operator.injection.Mode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the pod of a task: a function of the task, its definition and its roles. The definition
 * must have been read: its spec has no problems.
 */
public final class TaskPod {
  /** Label of every task's pod; its value is the Task's UID. */
  public static final String LABEL = TaskLabels.UID;

  /** Kubernetes: "Labels and Selectors". */
  private static final Pattern LABEL_VALUE =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

  /** The task's name. */
  public static final String TASK_ANNOTATION = "rolecall.dev/task";

  /** {@code family:revision}. */
  public static final String DEFINITION_ANNOTATION = "rolecall.dev/task-definition";

  /** As the operator writes it; whoever may change pods may write anything. */
  private static final Pattern DEFINITION = Pattern.compile("[A-Za-z0-9_-]{1,255}:[1-9][0-9]{0,9}");

  /** Names of its essential containers, by which it ends whatever becomes of its definition. */
  private static final String ESSENTIAL_ANNOTATION = "rolecall.dev/essential-containers";

  private static final String PREFIX = "task-";
  private static final String HOST = "host";

  /** Labels by which a pod would choose what is not its author's to choose here. */
  private static final List<String> OWN_LABELS = List.of("rolecall.dev/", "eks.amazonaws.com/");

  private static final int STOP_TIMEOUT = 30;

  private TaskPod() {}

  /** The name of a task's pod. */
  public static String name(Task task) {
    return PREFIX + task.getMetadata().getName();
  }

  /** Whether the pod is this very task's, and not only called like it. */
  public static boolean isOf(Task task, Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner ->
            Boolean.TRUE.equals(owner.getController())
                && owner.getUid().equals(task.getMetadata().getUid()));
  }

  /** {@code family:revision} of what a task's pod runs; empty where it does not say. */
  public static Optional<String> definition(Pod pod) {
    return Optional.ofNullable(pod.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(DEFINITION_ANNOTATION))
        .filter(DEFINITION.asMatchPredicate());
  }

  /** The names of a task pod's essential containers. */
  public static Set<String> essential(Pod pod) {
    String names =
        Optional.ofNullable(pod.getMetadata().getAnnotations())
            .map(annotations -> annotations.get(ESSENTIAL_ANNOTATION))
            .orElse("");
    return Set.copyOf(List.of(names.split(",")));
  }

  /** The pod. */
  public static Pod of(Task task, TaskDefinition definition, TaskRoles roles) {
    return new PodBuilder()
        .withMetadata(metadata(task, definition.getSpec(), roles))
        .withSpec(spec(task, definition.getSpec()))
        .build();
  }

  private static ObjectMeta metadata(Task task, TaskDefinitionSpec spec, TaskRoles roles) {
    Map<String, String> labels = new HashMap<>();
    Optional.ofNullable(task.getMetadata().getLabels()).ifPresent(labels::putAll);
    labels.keySet().removeIf(key -> OWN_LABELS.stream().anyMatch(key::startsWith));
    labels.put(LABEL, task.getMetadata().getUid());
    labels.put(TaskLabels.REVISION, String.valueOf(spec.getRevision()));
    Optional.ofNullable(spec.getFamily())
        .filter(family -> LABEL_VALUE.matcher(family).matches())
        .ifPresent(family -> labels.put(TaskLabels.FAMILY, family));
    Map<String, String> annotations = new TreeMap<>();
    annotations.put(Mode.ANNOTATION, (isOnHost(spec) ? Mode.NODE : Mode.ECS).toString());
    annotations.put(TASK_ANNOTATION, task.getMetadata().getName());
    annotations.put(DEFINITION_ANNOTATION, spec.getFamily() + ":" + spec.getRevision());
    annotations.put(
        ESSENTIAL_ANNOTATION,
        spec.getContainerDefinitions().stream()
            .filter(ContainerDefinition::isEssential)
            .map(ContainerDefinition::getName)
            .collect(Collectors.joining(",")));
    // Present where there is none, too: nothing else then names a role for the pod.
    annotations.put(RoleBinding.ROLE_ANNOTATION, roles.task().orElse(""));
    roles.execution().ifPresent(arn -> annotations.put(ExecutionRole.ANNOTATION, arn.toString()));
    return new ObjectMetaBuilder()
        .withNamespace(task.getMetadata().getNamespace())
        .withName(name(task))
        .withLabels(labels)
        .withAnnotations(annotations)
        .withOwnerReferences(owner(task))
        .build();
  }

  private static OwnerReference owner(Task task) {
    return new OwnerReferenceBuilder()
        .withApiVersion(task.getApiVersion())
        .withKind(task.getKind())
        .withName(task.getMetadata().getName())
        .withUid(task.getMetadata().getUid())
        .withController(true)
        .build();
  }

  private static PodSpec spec(Task task, TaskDefinitionSpec spec) {
    TaskOverrides overrides =
        Optional.ofNullable(task.getSpec().getOverrides()).orElseGet(TaskOverrides::new);
    StartOrder order = StartOrder.of(spec.getContainerDefinitions());
    TaskContainers containers = new TaskContainers(spec, overrides);
    List<Container> first = order.first().stream().map(containers::first).toList();
    List<Container> then = order.then().stream().map(containers::then).toList();
    PodSpecBuilder builder =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withServiceAccountName(task.getSpec().getServiceAccountName())
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(stopTimeout(spec.getContainerDefinitions()))
            .withNodeSelector(nodes(task, spec))
            .withInitContainers(first)
            .withContainers(then)
            .withVolumes(spec.getVolumes().stream().map(TaskVolumes::volume).toList());
    if (isOnHost(spec)) {
      builder.withHostNetwork(true).withDnsPolicy("ClusterFirstWithHostNet");
    }
    return builder.build();
  }

  private static boolean isOnHost(TaskDefinitionSpec spec) {
    return spec.getNetworkMode().equals(HOST);
  }

  /** Kubernetes has one for all containers of a pod: each gets the time that it asks for. */
  private static long stopTimeout(List<ContainerDefinition> containers) {
    return containers.stream()
        .mapToLong(
            container -> Optional.ofNullable(container.getStopTimeout()).orElse(STOP_TIMEOUT))
        .max()
        .orElse(STOP_TIMEOUT);
  }

  private static Map<String, String> nodes(Task task, TaskDefinitionSpec spec) {
    Map<String, String> labels = new TreeMap<>(task.getSpec().getNodeSelector());
    labels.put("kubernetes.io/os", "linux");
    RuntimePlatform platform = spec.getRuntimePlatform();
    if (platform != null) {
      boolean arm = platform.getCpuArchitecture().equals("ARM64");
      labels.put("kubernetes.io/arch", arm ? "arm64" : "amd64");
    }
    return labels;
  }
}
