package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.volume.VolumeForms;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a container has a volume. */
public class MountPoint extends OpenFields {
  @JsonPropertyDescription("The volume's name in the definition's volumes.")
  @Required
  @Pattern(VolumeForms.LABEL)
  private @Nullable String sourceVolume;

  @JsonPropertyDescription("The absolute path in the container.")
  @Required
  @Size(max = 4096)
  @Pattern("^/[^:\\x{00}]*$")
  private @Nullable String containerPath;

  @JsonPropertyDescription("Whether the container may not write there.")
  @Default("false")
  private @Nullable Boolean readOnly;

  public @Nullable String getSourceVolume() {
    return sourceVolume;
  }

  public void setSourceVolume(@Nullable String sourceVolume) {
    this.sourceVolume = sourceVolume;
  }

  public @Nullable String getContainerPath() {
    return containerPath;
  }

  public void setContainerPath(@Nullable String containerPath) {
    this.containerPath = containerPath;
  }

  public boolean isReadOnly() {
    return Boolean.TRUE.equals(readOnly);
  }

  public void setReadOnly(@Nullable Boolean readOnly) {
    this.readOnly = readOnly;
  }
}
