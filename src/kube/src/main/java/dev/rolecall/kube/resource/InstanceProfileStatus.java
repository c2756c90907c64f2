package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What is reported of an InstanceProfile. */
public class InstanceProfileStatus extends ResourceStatus {
  @JsonPropertyDescription("On how many nodes the profile is in use.")
  private @Nullable Integer nodes;

  public @Nullable Integer getNodes() {
    return nodes;
  }

  public void setNodes(@Nullable Integer nodes) {
    this.nodes = nodes;
  }
}
