package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import org.jspecify.annotations.Nullable;

/** What Linux gives a container. */
public class LinuxParameters extends OpenFields {
  @JsonPropertyDescription("Linux capabilities, without CAP_.")
  private @Nullable KernelCapabilities capabilities;

  public @Nullable KernelCapabilities getCapabilities() {
    return capabilities;
  }

  public void setCapabilities(@Nullable KernelCapabilities capabilities) {
    this.capabilities = capabilities;
  }
}
