package dev.rolecall.operator.task.pod;

import dev.rolecall.kube.resource.task.ContainerOverride;
import dev.rolecall.kube.resource.task.TaskOverrides;
import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinitionSpec;
import dev.rolecall.kube.task.Cpu;
import dev.rolecall.kube.task.Memory;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CPU and memory. ECS limits the task as a whole, and sets aside for a container what it asks for;
 * Kubernetes knows containers alone: each may have as much as the task, what no container asks for
 * is set aside for the first that asks for nothing, and a container's own memory is its limit.
 */
final class TaskResources {
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";

  private final Optional<Cpu> taskCpu;
  private final Optional<Memory> taskMemory;
  private final Map<String, ContainerOverride> overrides = new LinkedHashMap<>();
  private final Map<String, Long> leftCpu;
  private final Map<String, Long> leftMemory;

  TaskResources(TaskDefinitionSpec spec, TaskOverrides overrides) {
    this.taskCpu = either(overrides.getCpu(), spec.getCpu()).flatMap(Cpu::parse);
    this.taskMemory = either(overrides.getMemory(), spec.getMemory()).flatMap(Memory::parse);
    overrides
        .getContainerOverrides()
        .forEach(override -> this.overrides.put(String.valueOf(override.getName()), override));
    List<ContainerDefinition> containers = spec.getContainerDefinitions();
    this.leftCpu = left(containers, taskCpu.map(Cpu::millis), c -> cpu(c).map(Cpu::millis));
    this.leftMemory =
        left(containers, taskMemory.map(Memory::bytes), c -> reserved(c).map(Memory::bytes));
  }

  ResourceRequirements of(ContainerDefinition container) {
    String name = String.valueOf(container.getName());
    ResourceRequirementsBuilder builder = new ResourceRequirementsBuilder();
    cpu(container)
        .or(() -> Optional.ofNullable(leftCpu.get(name)).map(Cpu::new))
        .ifPresent(cpu -> builder.addToRequests(CPU, quantity(cpu)));
    taskCpu.ifPresent(cpu -> builder.addToLimits(CPU, quantity(cpu)));
    reserved(container)
        .or(() -> Optional.ofNullable(leftMemory.get(name)).map(Memory::new))
        .ifPresent(memory -> builder.addToRequests(MEMORY, quantity(memory)));
    memory(container)
        .or(() -> taskMemory)
        .ifPresent(memory -> builder.addToLimits(MEMORY, quantity(memory)));
    return builder.build();
  }

  /** What nobody asks for, for the first that asks for nothing; others ask for nothing at all. */
  private static Map<String, Long> left(
      List<ContainerDefinition> containers,
      Optional<Long> whole,
      Function<ContainerDefinition, Optional<Long>> asked) {
    Map<String, Long> left = new LinkedHashMap<>();
    if (whole.isPresent()) {
      long rest =
          whole.get()
              - containers.stream().mapToLong(container -> asked.apply(container).orElse(0L)).sum();
      for (ContainerDefinition container : containers) {
        if (asked.apply(container).isEmpty()) {
          // None is not the same as nothing: without a request the limit would be it.
          left.put(String.valueOf(container.getName()), left.isEmpty() ? Math.max(rest, 0) : 0L);
        }
      }
    }
    return left;
  }

  private Optional<Cpu> cpu(ContainerDefinition container) {
    return either(override(container, ContainerOverride::getCpu), container.getCpu())
        .flatMap(Cpu::parse);
  }

  private Optional<Memory> memory(ContainerDefinition container) {
    return either(override(container, ContainerOverride::getMemory), container.getMemory())
        .flatMap(Memory::parse);
  }

  private Optional<Memory> reserved(ContainerDefinition container) {
    return either(
            override(container, ContainerOverride::getMemoryReservation),
            container.getMemoryReservation())
        .flatMap(Memory::parse)
        .or(() -> memory(container));
  }

  private @Nullable String override(
      ContainerDefinition container, Function<ContainerOverride, @Nullable String> field) {
    ContainerOverride override = overrides.get(String.valueOf(container.getName()));
    return override == null ? null : field.apply(override);
  }

  private static Optional<String> either(@Nullable String first, @Nullable String second) {
    return Optional.ofNullable(first == null ? second : first);
  }

  private static Quantity quantity(Object amount) {
    return Quantity.parse(amount.toString());
  }
}
