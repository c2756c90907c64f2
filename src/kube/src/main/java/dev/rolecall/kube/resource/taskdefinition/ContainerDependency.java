package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.volume.VolumeForms;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What must be of another container before this one starts. */
public class ContainerDependency extends OpenFields {
  @JsonPropertyDescription("The other container.")
  @Required
  @Pattern(VolumeForms.LABEL)
  private @Nullable String containerName;

  @JsonPropertyDescription(
      "START: it was started before; SUCCESS: it ended with 0; HEALTHY: its healthCheck passed. (ECS's COMPLETE, ended with whatever code, is nothing that Kubernetes waits for.)")
  @Required
  @Pattern("^(START|COMPLETE|SUCCESS|HEALTHY)$")
  private @Nullable String condition;

  public @Nullable String getContainerName() {
    return containerName;
  }

  public void setContainerName(@Nullable String containerName) {
    this.containerName = containerName;
  }

  public @Nullable String getCondition() {
    return condition;
  }

  public void setCondition(@Nullable String condition) {
    this.condition = condition;
  }
}
