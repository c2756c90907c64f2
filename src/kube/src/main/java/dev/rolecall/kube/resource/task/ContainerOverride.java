package dev.rolecall.kube.resource.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.taskdefinition.EnvironmentVariable;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinitionSpec;
import dev.rolecall.kube.resource.volume.VolumeForms;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task has instead of what its definition says of one container. */
public class ContainerOverride extends OpenFields {
  @JsonPropertyDescription("The container's name.")
  @Required
  @Pattern(VolumeForms.LABEL)
  private @Nullable String name;

  @JsonPropertyDescription("Arguments of the entry point, instead of the definition's.")
  @Size(max = 500)
  private @Nullable List<String> command;

  @JsonPropertyDescription(
      "Variables besides the definition's, or instead of those of the same names.")
  @Size(max = 500)
  private @Nullable List<EnvironmentVariable> environment;

  @JsonPropertyDescription("Instead of the container's cpu.")
  @Pattern(TaskDefinitionSpec.CPU)
  private @Nullable String cpu;

  @JsonPropertyDescription("Instead of the container's memory.")
  @Pattern(TaskDefinitionSpec.MEMORY)
  private @Nullable String memory;

  @JsonPropertyDescription("Instead of the container's memoryReservation.")
  @Pattern(TaskDefinitionSpec.MEMORY)
  private @Nullable String memoryReservation;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  /** Never null. */
  public List<String> getCommand() {
    return elements(command);
  }

  public void setCommand(@Nullable List<String> command) {
    this.command = command;
  }

  /** Never null. */
  public List<EnvironmentVariable> getEnvironment() {
    return elements(environment);
  }

  public void setEnvironment(@Nullable List<EnvironmentVariable> environment) {
    this.environment = environment;
  }

  public @Nullable String getCpu() {
    return cpu;
  }

  public void setCpu(@Nullable String cpu) {
    this.cpu = cpu;
  }

  public @Nullable String getMemory() {
    return memory;
  }

  public void setMemory(@Nullable String memory) {
    this.memory = memory;
  }

  public @Nullable String getMemoryReservation() {
    return memoryReservation;
  }

  public void setMemoryReservation(@Nullable String memoryReservation) {
    this.memoryReservation = memoryReservation;
  }
}
