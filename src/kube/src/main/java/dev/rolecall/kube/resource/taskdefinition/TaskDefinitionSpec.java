package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.Forms;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.Tag;
import dev.rolecall.kube.resource.volume.TaskVolume;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a TaskDefinition says. It never changes: another is another revision. */
public class TaskDefinitionSpec extends OpenFields {
  /** The forms of CPU: ECS's units, or a quantity that is marked as one. */
  public static final String CPU =
      "^([0-9]{1,7}|[0-9]{1,7}m|[0-9]{0,4}\\.[0-9]{1,3}|[0-9]{1,4}(\\.[0-9]{1,3})? ?[vV][cC][pP][uU])$";

  /** The forms of memory: MiB, or a quantity that is marked as one. */
  public static final String MEMORY =
      "^([0-9]{1,9}|[0-9]{1,9}(Ki|Mi|Gi|Ti|k|M|G|T)|[0-9]{1,5}(\\.[0-9]{1,3})? ?[gG][bB])$";

  @JsonPropertyDescription(
      "The family; with the revision it is what Tasks name, unique in the namespace.")
  @Required
  @Pattern("^[A-Za-z0-9_-]{1,255}$")
  private @Nullable String family;

  @JsonPropertyDescription("The revision in the family, from 1.")
  @Required
  @Min(1)
  @Max(2147483647)
  private @Nullable Integer revision;

  @JsonPropertyDescription(
      "The role that the task's containers get: its name in the account of this namespace, or its ARN. Left out, they get none.")
  @Size(max = 2048)
  @Pattern(Forms.ROLE_REFERENCE)
  private @Nullable String taskRole;

  @JsonPropertyDescription("The role that the platform uses for the task; no container can get it.")
  @Size(max = 2048)
  @Pattern(Forms.ROLE_REFERENCE)
  private @Nullable String executionRole;

  @JsonPropertyDescription(
      "awsvpc: a network of the task's own, as every pod's; host: the node's, only where the Account allows it.")
  @Default("awsvpc")
  @Pattern("^(awsvpc|host)$")
  private @Nullable String networkMode;

  @JsonPropertyDescription(
      "The CPU of the whole task: ECS's units (1024 are one vCPU), or as 500m, 0.5 or '0.5 vCPU'.")
  @Pattern(CPU)
  private @Nullable String cpu;

  @JsonPropertyDescription("The memory of the whole task: MiB, or as 512Mi, 2Gi or '2 GB'.")
  @Pattern(MEMORY)
  private @Nullable String memory;

  @JsonPropertyDescription("The nodes that the task can run on; any where it is left out.")
  private @Nullable RuntimePlatform runtimePlatform;

  @JsonPropertyDescription("Volumes that containers mount.")
  @Size(max = 50)
  private @Nullable List<TaskVolume> volumes;

  @JsonPropertyDescription("The task's containers.")
  @Required
  @Size(min = 1, max = 10)
  private @Nullable List<ContainerDefinition> containerDefinitions;

  @JsonPropertyDescription("Tags of the definition, for people.")
  @Size(max = 50)
  private @Nullable List<Tag> tags;

  public @Nullable String getFamily() {
    return family;
  }

  public void setFamily(@Nullable String family) {
    this.family = family;
  }

  public @Nullable Integer getRevision() {
    return revision;
  }

  public void setRevision(@Nullable Integer revision) {
    this.revision = revision;
  }

  public @Nullable String getTaskRole() {
    return taskRole;
  }

  public void setTaskRole(@Nullable String taskRole) {
    this.taskRole = taskRole;
  }

  public @Nullable String getExecutionRole() {
    return executionRole;
  }

  public void setExecutionRole(@Nullable String executionRole) {
    this.executionRole = executionRole;
  }

  public String getNetworkMode() {
    return networkMode == null ? "awsvpc" : networkMode;
  }

  public void setNetworkMode(@Nullable String networkMode) {
    this.networkMode = networkMode;
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

  public @Nullable RuntimePlatform getRuntimePlatform() {
    return runtimePlatform;
  }

  public void setRuntimePlatform(@Nullable RuntimePlatform runtimePlatform) {
    this.runtimePlatform = runtimePlatform;
  }

  /** Never null. */
  public List<TaskVolume> getVolumes() {
    return elements(volumes);
  }

  public void setVolumes(@Nullable List<TaskVolume> volumes) {
    this.volumes = volumes;
  }

  /** Never null. */
  public List<ContainerDefinition> getContainerDefinitions() {
    return elements(containerDefinitions);
  }

  public void setContainerDefinitions(@Nullable List<ContainerDefinition> containerDefinitions) {
    this.containerDefinitions = containerDefinitions;
  }

  /** Never null. */
  public List<Tag> getTags() {
    return elements(tags);
  }

  public void setTags(@Nullable List<Tag> tags) {
    this.tags = tags;
  }
}
