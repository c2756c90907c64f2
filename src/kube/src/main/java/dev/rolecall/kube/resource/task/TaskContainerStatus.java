package dev.rolecall.kube.resource.task;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How a container of the task is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE)
public class TaskContainerStatus {
  @JsonPropertyDescription("The container's name.")
  @Required
  private @Nullable String name;

  @JsonPropertyDescription("PENDING, RUNNING or STOPPED.")
  private @Nullable String lastStatus;

  @JsonPropertyDescription("What its process ended with.")
  private @Nullable Integer exitCode;

  @JsonPropertyDescription("Why it waits or ended, where that is known.")
  private @Nullable String reason;

  @JsonPropertyDescription("The digest of its image.")
  private @Nullable String imageDigest;

  @JsonPropertyDescription("Its id in the node's container runtime.")
  private @Nullable String runtimeId;

  @JsonPropertyDescription("HEALTHY, UNHEALTHY or UNKNOWN, by its healthCheck.")
  private @Nullable String healthStatus;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getLastStatus() {
    return lastStatus;
  }

  public void setLastStatus(@Nullable String lastStatus) {
    this.lastStatus = lastStatus;
  }

  public @Nullable Integer getExitCode() {
    return exitCode;
  }

  public void setExitCode(@Nullable Integer exitCode) {
    this.exitCode = exitCode;
  }

  public @Nullable String getReason() {
    return reason;
  }

  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }

  public @Nullable String getImageDigest() {
    return imageDigest;
  }

  public void setImageDigest(@Nullable String imageDigest) {
    this.imageDigest = imageDigest;
  }

  public @Nullable String getRuntimeId() {
    return runtimeId;
  }

  public void setRuntimeId(@Nullable String runtimeId) {
    this.runtimeId = runtimeId;
  }

  public @Nullable String getHealthStatus() {
    return healthStatus;
  }

  public void setHealthStatus(@Nullable String healthStatus) {
    this.healthStatus = healthStatus;
  }
}
