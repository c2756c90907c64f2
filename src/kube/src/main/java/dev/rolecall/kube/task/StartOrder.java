package dev.rolecall.kube.task;

import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.ContainerDependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In which order a task's containers start. Kubernetes waits for init containers alone: what others
 * wait for by SUCCESS is one that ends, what they wait for by HEALTHY one that goes on (a native
 * sidecar, whose startup probe is its health check). The rest starts in the order of the pod's
 * list, which is all that START asks for.
 *
 * @param first in their order
 * @param then in their order
 */
public record StartOrder(List<First> first, List<ContainerDefinition> then) {
  /** A container that others wait for. */
  public record First(ContainerDefinition container, Awaited awaited) {}

  /** What others wait for. */
  public enum Awaited {
    SUCCESS,
    HEALTHY
  }

  public StartOrder {
    first = List.copyOf(first);
    then = List.copyOf(then);
  }

  /**
   * The order of the containers of a definition; as much as possible that of its list.
   *
   * @throws IllegalArgumentException where the containers wait for each other
   */
  public static StartOrder of(List<ContainerDefinition> containers) {
    Map<String, Awaited> awaited = awaited(containers);
    List<First> first = new ArrayList<>();
    List<ContainerDefinition> then = new ArrayList<>();
    for (ContainerDefinition container : sorted(containers)) {
      Optional.ofNullable(awaited.get(name(container)))
          .ifPresentOrElse(
              what -> first.add(new First(container, what)), () -> then.add(container));
    }
    return new StartOrder(first, then);
  }

  /** Names of the containers that others wait for. */
  static Map<String, Awaited> awaited(List<ContainerDefinition> containers) {
    Map<String, Awaited> awaited = new LinkedHashMap<>();
    for (ContainerDefinition container : containers) {
      for (ContainerDependency dependency : container.getDependsOn()) {
        switch (condition(dependency)) {
          case "SUCCESS", "COMPLETE" -> awaited.put(on(dependency), Awaited.SUCCESS);
          case "HEALTHY" -> awaited.put(on(dependency), Awaited.HEALTHY);
          default -> {}
        }
      }
    }
    return awaited;
  }

  /** Containers that wait for each other; empty where there are none. */
  static Set<String> cycle(List<ContainerDefinition> containers) {
    Map<String, ContainerDefinition> left = byName(containers);
    boolean found = true;
    while (found) {
      found =
          left.values()
              .removeIf(container ->
                  container.getDependsOn().stream()
                      .noneMatch(dependency -> left.containsKey(on(dependency))));
    }
    return new LinkedHashSet<>(left.keySet());
  }

  private static List<ContainerDefinition> sorted(List<ContainerDefinition> containers) {
    Map<String, ContainerDefinition> left = byName(containers);
    List<ContainerDefinition> sorted = new ArrayList<>();
    while (!left.isEmpty()) {
      ContainerDefinition next =
          left.values().stream()
              .filter(container ->
                  container.getDependsOn().stream()
                      .noneMatch(dependency -> left.containsKey(on(dependency))))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("containers wait for each other: " + left));
      sorted.add(next);
      left.remove(name(next));
    }
    return sorted;
  }

  private static Map<String, ContainerDefinition> byName(List<ContainerDefinition> containers) {
    Map<String, ContainerDefinition> byName = new LinkedHashMap<>();
    containers.forEach(container -> byName.put(name(container), container));
    return byName;
  }

  static String name(ContainerDefinition container) {
    return container.getName() == null ? "" : container.getName();
  }

  static String on(ContainerDependency dependency) {
    return dependency.getContainerName() == null ? "" : dependency.getContainerName();
  }

  static String condition(ContainerDependency dependency) {
    return dependency.getCondition() == null ? "" : dependency.getCondition();
  }
}
