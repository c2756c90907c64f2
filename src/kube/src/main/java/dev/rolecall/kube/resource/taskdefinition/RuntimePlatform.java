package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** The nodes that a task can run on. */
public class RuntimePlatform extends OpenFields {
  @JsonPropertyDescription("X86_64 or ARM64.")
  @Default("X86_64")
  @Pattern("^(X86_64|ARM64)$")
  private @Nullable String cpuArchitecture;

  @JsonPropertyDescription("LINUX; there is no ECS endpoint on others.")
  @Default("LINUX")
  @Pattern("^LINUX$")
  private @Nullable String operatingSystemFamily;

  public String getCpuArchitecture() {
    return cpuArchitecture == null ? "X86_64" : cpuArchitecture;
  }

  public void setCpuArchitecture(@Nullable String cpuArchitecture) {
    this.cpuArchitecture = cpuArchitecture;
  }

  public String getOperatingSystemFamily() {
    return operatingSystemFamily == null ? "LINUX" : operatingSystemFamily;
  }

  public void setOperatingSystemFamily(@Nullable String operatingSystemFamily) {
    this.operatingSystemFamily = operatingSystemFamily;
  }
}
