package dev.rolecall.kube.task;

import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinitionSpec;
import dev.rolecall.kube.resource.volume.TaskVolume;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a task definition must be besides its schema. */
public final class TaskDefinitionRules {
  private static final int LEAST_UNITS_OF_TASK = 128;

  private final TaskDefinitionSpec spec;
  private final List<TaskProblem> problems = new ArrayList<>();

  private TaskDefinitionRules(TaskDefinitionSpec spec) {
    this.spec = spec;
  }

  /** What is wrong with a spec that its schema accepts; empty where nothing is. */
  public static List<TaskProblem> problems(TaskDefinitionSpec spec) {
    TaskDefinitionRules rules = new TaskDefinitionRules(spec);
    rules.checkVolumes();
    rules.checkEssential();
    rules.checkAmounts();
    List<ContainerDefinition> containers = spec.getContainerDefinitions();
    Set<String> volumes =
        spec.getVolumes().stream().map(TaskVolume::getName).collect(Collectors.toSet());
    for (int i = 0; i < containers.size(); i++) {
      new ContainerRules("/containerDefinitions/" + i, containers.get(i), rules.problems)
          .check(volumes);
    }
    rules.problems.addAll(DependencyRules.problems(containers));
    return List.copyOf(rules.problems);
  }

  private void checkVolumes() {
    for (int i = 0; i < spec.getVolumes().size(); i++) {
      TaskVolume volume = spec.getVolumes().get(i);
      String pointer = "/volumes/" + i;
      if (kinds(volume) != 1) {
        add(
            pointer,
            "needs exactly one of emptyDir, persistentVolumeClaim, configMap, secret and hostPath");
      }
      if (volume.getHostPath() != null
          && Stream.of(String.valueOf(volume.getHostPath().getPath()).split("/"))
              .anyMatch(".."::equals)) {
        add(pointer + "/hostPath/path", "may not have '..' in it; write the path that is meant");
      }
    }
  }

  private static long kinds(TaskVolume volume) {
    return Stream.<@Nullable Object>of(
            volume.getEmptyDir(),
            volume.getPersistentVolumeClaim(),
            volume.getConfigMap(),
            volume.getSecret(),
            volume.getHostPath())
        .filter(Objects::nonNull)
        .count();
  }

  private void checkEssential() {
    if (spec.getContainerDefinitions().stream().noneMatch(ContainerDefinition::isEssential)) {
      add(
          "/containerDefinitions",
          "none is essential; one at least must be, or the task would never be said to run");
    }
  }

  private void checkAmounts() {
    Amounts amounts = new Amounts(problems);
    amounts.cpu("/cpu", spec.getCpu(), LEAST_UNITS_OF_TASK);
    amounts.memory("/memory", spec.getMemory());
    long cpu = 0;
    long memory = 0;
    for (ContainerDefinition container : spec.getContainerDefinitions()) {
      cpu += Amounts.millis(container.getCpu());
      memory +=
          Math.max(
              Amounts.bytes(container.getMemoryReservation()),
              container.getMemoryReservation() == null ? Amounts.bytes(container.getMemory()) : 0);
    }
    if (spec.getCpu() != null && cpu > Amounts.millis(spec.getCpu())) {
      add("/cpu", "is less than the containers have together, " + new Cpu(cpu));
    }
    if (spec.getMemory() != null && memory > Amounts.bytes(spec.getMemory())) {
      add("/memory", "is less than the containers have together, " + new Memory(memory));
    }
    Set<String> ports = new HashSet<>();
    for (int i = 0; i < spec.getContainerDefinitions().size(); i++) {
      var mappings = spec.getContainerDefinitions().get(i).getPortMappings();
      for (int j = 0; j < mappings.size(); j++) {
        if (!ports.add(mappings.get(j).getContainerPort() + "/" + mappings.get(j).getProtocol())) {
          add(
              "/containerDefinitions/%d/portMappings/%d/containerPort".formatted(i, j),
              "another mapping has this port, and all containers share the task's network");
        }
      }
    }
  }

  private void add(String pointer, String message) {
    problems.add(new TaskProblem(pointer, message));
  }
}
