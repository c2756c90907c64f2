package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.volume.VolumeForms;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container of a task. */
public class ContainerDefinition extends OpenFields {
  @JsonPropertyDescription(
      "The container's name, unique in the definition: lower-case letters, digits and '-'.")
  @Required
  @Pattern(VolumeForms.LABEL)
  private @Nullable String name;

  @JsonPropertyDescription("The image, as the node's container runtime takes it.")
  @Required
  @Size(min = 1, max = 1024)
  @Pattern("^[A-Za-z0-9][A-Za-z0-9._:/@-]*$")
  private @Nullable String image;

  @JsonPropertyDescription(
      "Whether all containers stop when this one does. One container at least is essential.")
  @Default("true")
  private @Nullable Boolean essential;

  @JsonPropertyDescription(
      "Arguments of the entry point, instead of the image's CMD; taken as they are.")
  @Size(max = 500)
  private @Nullable List<String> command;

  @JsonPropertyDescription("The entry point instead of the image's; taken as it is.")
  @Size(max = 500)
  private @Nullable List<String> entryPoint;

  @JsonPropertyDescription("Variables of the container's environment.")
  @Size(max = 500)
  private @Nullable List<EnvironmentVariable> environment;

  @JsonPropertyDescription("Variables whose values are in Secrets of the task's namespace.")
  @Size(max = 500)
  private @Nullable List<ContainerSecret> secrets;

  @JsonPropertyDescription(
      "The container's share of the CPU, in the forms of the definition's cpu.")
  @Pattern(TaskDefinitionSpec.CPU)
  private @Nullable String cpu;

  @JsonPropertyDescription(
      "The most memory that the container may have, in the forms of the definition's memory; more than that ends it.")
  @Pattern(TaskDefinitionSpec.MEMORY)
  private @Nullable String memory;

  @JsonPropertyDescription(
      "The memory that is set aside for the container, in the forms of memory; no more than memory.")
  @Pattern(TaskDefinitionSpec.MEMORY)
  private @Nullable String memoryReservation;

  @JsonPropertyDescription("Ports that the container listens on.")
  @Size(max = 100)
  private @Nullable List<PortMapping> portMappings;

  @JsonPropertyDescription("Volumes of the definition, and where the container has them.")
  @Size(max = 100)
  private @Nullable List<MountPoint> mountPoints;

  @JsonPropertyDescription("What must be of other containers before this one starts.")
  @Size(max = 9)
  private @Nullable List<ContainerDependency> dependsOn;

  @JsonPropertyDescription("A command that says whether the container is healthy.")
  private @Nullable HealthCheck healthCheck;

  @JsonPropertyDescription("The user that the container's process is, as numbers: uid or uid:gid.")
  @Pattern("^[0-9]{1,10}(:[0-9]{1,10})?$")
  private @Nullable String user;

  @JsonPropertyDescription("The absolute path in which the process starts.")
  @Size(max = 4096)
  @Pattern("^/[^\\x{00}]*$")
  private @Nullable String workingDirectory;

  @JsonPropertyDescription("Whether the container's root file system cannot be written.")
  @Default("false")
  private @Nullable Boolean readonlyRootFilesystem;

  @JsonPropertyDescription(
      "Whether the container has all powers over its node; only where the Account allows it.")
  @Default("false")
  private @Nullable Boolean privileged;

  @JsonPropertyDescription("What Linux gives the container.")
  private @Nullable LinuxParameters linuxParameters;

  @JsonPropertyDescription(
      "Seconds that others wait for this container by dependsOn before the task is given up.")
  @Min(2)
  @Max(7200)
  private @Nullable Integer startTimeout;

  @JsonPropertyDescription(
      "Seconds from SIGTERM to SIGKILL; a task's is the longest of its containers', 30 by default.")
  @Min(0)
  @Max(7200)
  private @Nullable Integer stopTimeout;

  @JsonPropertyDescription(
      "Labels of the container in ECS; nothing reads them here, for containers of Kubernetes have none.")
  private @Nullable Map<String, String> dockerLabels;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getImage() {
    return image;
  }

  public void setImage(@Nullable String image) {
    this.image = image;
  }

  public boolean isEssential() {
    return !Boolean.FALSE.equals(essential);
  }

  public void setEssential(@Nullable Boolean essential) {
    this.essential = essential;
  }

  /** Never null. */
  public List<String> getCommand() {
    return elements(command);
  }

  public void setCommand(@Nullable List<String> command) {
    this.command = command;
  }

  /** Never null. */
  public List<String> getEntryPoint() {
    return elements(entryPoint);
  }

  public void setEntryPoint(@Nullable List<String> entryPoint) {
    this.entryPoint = entryPoint;
  }

  /** Never null. */
  public List<EnvironmentVariable> getEnvironment() {
    return elements(environment);
  }

  public void setEnvironment(@Nullable List<EnvironmentVariable> environment) {
    this.environment = environment;
  }

  /** Never null. */
  public List<ContainerSecret> getSecrets() {
    return elements(secrets);
  }

  public void setSecrets(@Nullable List<ContainerSecret> secrets) {
    this.secrets = secrets;
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

  /** Never null. */
  public List<PortMapping> getPortMappings() {
    return elements(portMappings);
  }

  public void setPortMappings(@Nullable List<PortMapping> portMappings) {
    this.portMappings = portMappings;
  }

  /** Never null. */
  public List<MountPoint> getMountPoints() {
    return elements(mountPoints);
  }

  public void setMountPoints(@Nullable List<MountPoint> mountPoints) {
    this.mountPoints = mountPoints;
  }

  /** Never null. */
  public List<ContainerDependency> getDependsOn() {
    return elements(dependsOn);
  }

  public void setDependsOn(@Nullable List<ContainerDependency> dependsOn) {
    this.dependsOn = dependsOn;
  }

  public @Nullable HealthCheck getHealthCheck() {
    return healthCheck;
  }

  public void setHealthCheck(@Nullable HealthCheck healthCheck) {
    this.healthCheck = healthCheck;
  }

  public @Nullable String getUser() {
    return user;
  }

  public void setUser(@Nullable String user) {
    this.user = user;
  }

  public @Nullable String getWorkingDirectory() {
    return workingDirectory;
  }

  public void setWorkingDirectory(@Nullable String workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  public boolean isReadonlyRootFilesystem() {
    return Boolean.TRUE.equals(readonlyRootFilesystem);
  }

  public void setReadonlyRootFilesystem(@Nullable Boolean readonlyRootFilesystem) {
    this.readonlyRootFilesystem = readonlyRootFilesystem;
  }

  public boolean isPrivileged() {
    return Boolean.TRUE.equals(privileged);
  }

  public void setPrivileged(@Nullable Boolean privileged) {
    this.privileged = privileged;
  }

  public @Nullable LinuxParameters getLinuxParameters() {
    return linuxParameters;
  }

  public void setLinuxParameters(@Nullable LinuxParameters linuxParameters) {
    this.linuxParameters = linuxParameters;
  }

  public @Nullable Integer getStartTimeout() {
    return startTimeout;
  }

  public void setStartTimeout(@Nullable Integer startTimeout) {
    this.startTimeout = startTimeout;
  }

  public @Nullable Integer getStopTimeout() {
    return stopTimeout;
  }

  public void setStopTimeout(@Nullable Integer stopTimeout) {
    this.stopTimeout = stopTimeout;
  }

  /** Never null. */
  public Map<String, String> getDockerLabels() {
    return dockerLabels == null ? Map.of() : dockerLabels;
  }

  public void setDockerLabels(@Nullable Map<String, String> dockerLabels) {
    this.dockerLabels = dockerLabels;
  }
}
