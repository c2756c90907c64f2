package dev.rolecall.kube.resource.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.Tag;
import dev.rolecall.kube.resource.volume.VolumeForms;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a Task says. It never changes, but that it may be told to stop. */
public class TaskSpec extends OpenFields {
  @JsonPropertyDescription(
      "The definition, of this namespace: family:revision, or the family alone for its newest revision when the task is made.")
  @Required
  @Pattern("^[A-Za-z0-9_-]{1,255}(:[1-9][0-9]{0,9})?$")
  private @Nullable String taskDefinition;

  @JsonPropertyDescription("What the task has instead of what its definition says.")
  private @Nullable TaskOverrides overrides;

  @JsonPropertyDescription(
      "The service account of the task's pod, by which RoleAssociations find it; its token is not mounted.")
  @Default("default")
  @Pattern(VolumeForms.OBJECT_NAME)
  private @Nullable String serviceAccountName;

  @JsonPropertyDescription("Who or what started the task, for people.")
  @Pattern("^[A-Za-z0-9_/-]{1,128}$")
  private @Nullable String startedBy;

  @JsonPropertyDescription("The task's group, for people.")
  @Pattern("^[A-Za-z0-9_:/.-]{1,255}$")
  private @Nullable String group;

  @JsonPropertyDescription(
      "Tags of the task, for people; task metadata shows the labels of its pod as tags.")
  @Size(max = 50)
  private @Nullable List<Tag> tags;

  @JsonPropertyDescription("Labels of the nodes that the task may run on.")
  private @Nullable Map<String, String> nodeSelector;

  @JsonPropertyDescription("STOPPED stops the task, for good.")
  @Default("RUNNING")
  @Pattern("^(RUNNING|STOPPED)$")
  private @Nullable String desiredStatus;

  @JsonPropertyDescription("Why it was told to stop, for people.")
  @Size(max = 1024)
  private @Nullable String stopReason;

  public @Nullable String getTaskDefinition() {
    return taskDefinition;
  }

  public void setTaskDefinition(@Nullable String taskDefinition) {
    this.taskDefinition = taskDefinition;
  }

  public @Nullable TaskOverrides getOverrides() {
    return overrides;
  }

  public void setOverrides(@Nullable TaskOverrides overrides) {
    this.overrides = overrides;
  }

  public String getServiceAccountName() {
    return serviceAccountName == null ? "default" : serviceAccountName;
  }

  public void setServiceAccountName(@Nullable String serviceAccountName) {
    this.serviceAccountName = serviceAccountName;
  }

  public @Nullable String getStartedBy() {
    return startedBy;
  }

  public void setStartedBy(@Nullable String startedBy) {
    this.startedBy = startedBy;
  }

  public @Nullable String getGroup() {
    return group;
  }

  public void setGroup(@Nullable String group) {
    this.group = group;
  }

  /** Never null. */
  public List<Tag> getTags() {
    return elements(tags);
  }

  public void setTags(@Nullable List<Tag> tags) {
    this.tags = tags;
  }

  /** Never null. */
  public Map<String, String> getNodeSelector() {
    return nodeSelector == null ? Map.of() : nodeSelector;
  }

  public void setNodeSelector(@Nullable Map<String, String> nodeSelector) {
    this.nodeSelector = nodeSelector;
  }

  public String getDesiredStatus() {
    return desiredStatus == null ? "RUNNING" : desiredStatus;
  }

  public void setDesiredStatus(@Nullable String desiredStatus) {
    this.desiredStatus = desiredStatus;
  }

  public @Nullable String getStopReason() {
    return stopReason;
  }

  public void setStopReason(@Nullable String stopReason) {
    this.stopReason = stopReason;
  }
}
