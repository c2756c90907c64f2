package dev.rolecall.kube.resource.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.ResourceStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a task is, in ECS's words. */
public class TaskStatus extends ResourceStatus {
  @JsonPropertyDescription("The task's ARN.")
  private @Nullable String taskArn;

  @JsonPropertyDescription("The ARN of the revision that the task runs.")
  private @Nullable String taskDefinitionArn;

  @JsonPropertyDescription(
      "PROVISIONING, PENDING, ACTIVATING, RUNNING, STOPPING or STOPPED, as ECS means them.")
  private @Nullable String lastStatus;

  @JsonPropertyDescription("RUNNING, or STOPPED once the task is to end.")
  private @Nullable String desiredStatus;

  @JsonPropertyDescription(
      "TaskFailedToStart, EssentialContainerExited, UserInitiated or TerminationNotice.")
  private @Nullable String stopCode;

  @JsonPropertyDescription("Why the task stopped, in a sentence.")
  private @Nullable String stoppedReason;

  @JsonPropertyDescription("When the task was made.")
  private @Nullable String createdAt;

  @JsonPropertyDescription("When its containers ran first.")
  private @Nullable String startedAt;

  @JsonPropertyDescription("When it began to stop.")
  private @Nullable String stoppingAt;

  @JsonPropertyDescription("When its last container ended.")
  private @Nullable String stoppedAt;

  @JsonPropertyDescription("The name of its pod.")
  private @Nullable String podName;

  @JsonPropertyDescription("The UID of its pod.")
  private @Nullable String podUid;

  @JsonPropertyDescription("Its containers.")
  private @Nullable List<TaskContainerStatus> containers;

  public @Nullable String getTaskArn() {
    return taskArn;
  }

  public void setTaskArn(@Nullable String taskArn) {
    this.taskArn = taskArn;
  }

  public @Nullable String getTaskDefinitionArn() {
    return taskDefinitionArn;
  }

  public void setTaskDefinitionArn(@Nullable String taskDefinitionArn) {
    this.taskDefinitionArn = taskDefinitionArn;
  }

  public @Nullable String getLastStatus() {
    return lastStatus;
  }

  public void setLastStatus(@Nullable String lastStatus) {
    this.lastStatus = lastStatus;
  }

  public @Nullable String getDesiredStatus() {
    return desiredStatus;
  }

  public void setDesiredStatus(@Nullable String desiredStatus) {
    this.desiredStatus = desiredStatus;
  }

  public @Nullable String getStopCode() {
    return stopCode;
  }

  public void setStopCode(@Nullable String stopCode) {
    this.stopCode = stopCode;
  }

  public @Nullable String getStoppedReason() {
    return stoppedReason;
  }

  public void setStoppedReason(@Nullable String stoppedReason) {
    this.stoppedReason = stoppedReason;
  }

  public @Nullable String getCreatedAt() {
    return createdAt;
  }

  public void setCreatedAt(@Nullable String createdAt) {
    this.createdAt = createdAt;
  }

  public @Nullable String getStartedAt() {
    return startedAt;
  }

  public void setStartedAt(@Nullable String startedAt) {
    this.startedAt = startedAt;
  }

  public @Nullable String getStoppingAt() {
    return stoppingAt;
  }

  public void setStoppingAt(@Nullable String stoppingAt) {
    this.stoppingAt = stoppingAt;
  }

  public @Nullable String getStoppedAt() {
    return stoppedAt;
  }

  public void setStoppedAt(@Nullable String stoppedAt) {
    this.stoppedAt = stoppedAt;
  }

  public @Nullable String getPodName() {
    return podName;
  }

  public void setPodName(@Nullable String podName) {
    this.podName = podName;
  }

  public @Nullable String getPodUid() {
    return podUid;
  }

  public void setPodUid(@Nullable String podUid) {
    this.podUid = podUid;
  }

  /** Never null. */
  public List<TaskContainerStatus> getContainers() {
    return containers == null ? List.of() : containers;
  }

  public void setContainers(@Nullable List<TaskContainerStatus> containers) {
    this.containers = containers;
  }
}
