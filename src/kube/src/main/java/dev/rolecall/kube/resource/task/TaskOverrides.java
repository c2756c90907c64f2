package dev.rolecall.kube.resource.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.Forms;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinitionSpec;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task has instead of what its definition says. */
public class TaskOverrides extends OpenFields {
  @JsonPropertyDescription("By containers.")
  @Size(max = 10)
  private @Nullable List<ContainerOverride> containerOverrides;

  @JsonPropertyDescription("Instead of the definition's cpu.")
  @Pattern(TaskDefinitionSpec.CPU)
  private @Nullable String cpu;

  @JsonPropertyDescription("Instead of the definition's memory.")
  @Pattern(TaskDefinitionSpec.MEMORY)
  private @Nullable String memory;

  @JsonPropertyDescription("Instead of the definition's taskRole.")
  @Size(max = 2048)
  @Pattern(Forms.ROLE_REFERENCE)
  private @Nullable String taskRole;

  /** Never null. */
  public List<ContainerOverride> getContainerOverrides() {
    return elements(containerOverrides);
  }

  public void setContainerOverrides(@Nullable List<ContainerOverride> containerOverrides) {
    this.containerOverrides = containerOverrides;
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

  public @Nullable String getTaskRole() {
    return taskRole;
  }

  public void setTaskRole(@Nullable String taskRole) {
    this.taskRole = taskRole;
  }
}
