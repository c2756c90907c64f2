package dev.rolecall.kube.task;

import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.ContainerDependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What containers may wait for: what ECS accepts, as far as Kubernetes can wait for it (see {@link
 * StartOrder}).
 */
final class DependencyRules {
  private final List<ContainerDefinition> containers;
  private final Map<String, StartOrder.Awaited> awaited;
  private final Map<String, ContainerDefinition> byName = new LinkedHashMap<>();
  private final List<TaskProblem> problems = new ArrayList<>();

  private DependencyRules(List<ContainerDefinition> containers) {
    this.containers = containers;
    this.awaited = StartOrder.awaited(containers);
    containers.forEach(container -> byName.put(StartOrder.name(container), container));
  }

  static List<TaskProblem> problems(List<ContainerDefinition> containers) {
    DependencyRules rules = new DependencyRules(containers);
    for (int i = 0; i < containers.size(); i++) {
      List<ContainerDependency> dependencies = containers.get(i).getDependsOn();
      for (int j = 0; j < dependencies.size(); j++) {
        rules.check(
            "/containerDefinitions/%d/dependsOn/%d".formatted(i, j),
            containers.get(i),
            dependencies.get(j));
      }
    }
    rules.checkCycle();
    return rules.problems;
  }

  private void check(
      String pointer, ContainerDefinition container, ContainerDependency dependency) {
    String name = StartOrder.on(dependency);
    ContainerDefinition other = byName.get(name);
    if (other == null) {
      add(
          pointer + "/containerName",
          "the definition has no container '%s'; its containers are %s"
              .formatted(name, byName.keySet()));
      return;
    }
    switch (StartOrder.condition(dependency)) {
      case "COMPLETE" ->
          add(
              pointer + "/condition",
              "Kubernetes starts the next container only where one ended with 0: use SUCCESS, and"
                  + " have '%s' end with 0".formatted(name));
      case "SUCCESS" -> checkSuccess(pointer, other, name);
      case "HEALTHY" -> {
        if (other.getHealthCheck() == null) {
          add(pointer + "/condition", "container '" + name + "' has no healthCheck; give it one");
        }
      }
      default -> checkStart(pointer, container, name);
    }
  }

  private void checkSuccess(String pointer, ContainerDefinition other, String name) {
    if (other.isEssential()) {
      add(
          pointer + "/condition",
          "container '%s' is essential, so the task would stop when it ended: set its essential to"
                  .formatted(name)
              + " false");
    }
    if (awaited.get(name) == StartOrder.Awaited.HEALTHY) {
      add(
          pointer + "/condition",
          "others wait for container '%s' to be healthy, so it must go on: wait for one of the two"
              .formatted(name));
    }
  }

  private void checkStart(String pointer, ContainerDefinition container, String name) {
    if (awaited.containsKey(StartOrder.name(container)) && !awaited.containsKey(name)) {
      add(
          pointer + "/condition",
          "others wait for container '%s', which Kubernetes runs before '%s' starts: wait for '%s' by HEALTHY or SUCCESS"
              .formatted(StartOrder.name(container), name, name));
    }
  }

  private void checkCycle() {
    Set<String> cycle = StartOrder.cycle(containers);
    for (int i = 0; i < containers.size(); i++) {
      if (cycle.contains(StartOrder.name(containers.get(i)))) {
        add(
            "/containerDefinitions/" + i + "/dependsOn",
            "containers %s wait for each other, so none would start; take one dependency away"
                .formatted(cycle));
        return;
      }
    }
  }

  private void add(String pointer, String message) {
    problems.add(new TaskProblem(pointer, message));
  }
}
