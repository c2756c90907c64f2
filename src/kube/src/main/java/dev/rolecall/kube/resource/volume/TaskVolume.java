package dev.rolecall.kube.resource.volume;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A volume that containers of a task mount; of its kinds exactly one. */
public class TaskVolume extends OpenFields {
  @JsonPropertyDescription("What mountPoints call it.")
  @Required
  @Pattern(VolumeForms.LABEL)
  private @Nullable String name;

  @JsonPropertyDescription("An empty folder that lives as long as the task.")
  private @Nullable EmptyDirVolume emptyDir;

  @JsonPropertyDescription("A PersistentVolumeClaim of the task's namespace.")
  private @Nullable ClaimVolume persistentVolumeClaim;

  @JsonPropertyDescription("A ConfigMap of the task's namespace: each key is a file.")
  private @Nullable ObjectVolume configMap;

  @JsonPropertyDescription("A Secret of the task's namespace: each key is a file.")
  private @Nullable ObjectVolume secret;

  @JsonPropertyDescription("A file or folder of the node; only where the Account allows it.")
  private @Nullable HostPathVolume hostPath;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable EmptyDirVolume getEmptyDir() {
    return emptyDir;
  }

  public void setEmptyDir(@Nullable EmptyDirVolume emptyDir) {
    this.emptyDir = emptyDir;
  }

  public @Nullable ClaimVolume getPersistentVolumeClaim() {
    return persistentVolumeClaim;
  }

  public void setPersistentVolumeClaim(@Nullable ClaimVolume persistentVolumeClaim) {
    this.persistentVolumeClaim = persistentVolumeClaim;
  }

  public @Nullable ObjectVolume getConfigMap() {
    return configMap;
  }

  public void setConfigMap(@Nullable ObjectVolume configMap) {
    this.configMap = configMap;
  }

  public @Nullable ObjectVolume getSecret() {
    return secret;
  }

  public void setSecret(@Nullable ObjectVolume secret) {
    this.secret = secret;
  }

  public @Nullable HostPathVolume getHostPath() {
    return hostPath;
  }

  public void setHostPath(@Nullable HostPathVolume hostPath) {
    this.hostPath = hostPath;
  }
}
