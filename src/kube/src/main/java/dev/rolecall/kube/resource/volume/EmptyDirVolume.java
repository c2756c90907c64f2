package dev.rolecall.kube.resource.volume;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** An empty folder that lives as long as the task. */
public class EmptyDirVolume extends OpenFields {
  @JsonPropertyDescription(
      "Memory keeps the folder in memory, which counts as the task's; left out, it is on the node's disk.")
  @Pattern("^Memory$")
  private @Nullable String medium;

  @JsonPropertyDescription("The most that it may hold, as 512Mi.")
  @Pattern("^[0-9]{1,9}(Ki|Mi|Gi|Ti)?$")
  private @Nullable String sizeLimit;

  public @Nullable String getMedium() {
    return medium;
  }

  public void setMedium(@Nullable String medium) {
    this.medium = medium;
  }

  public @Nullable String getSizeLimit() {
    return sizeLimit;
  }

  public void setSizeLimit(@Nullable String sizeLimit) {
    this.sizeLimit = sizeLimit;
  }
}
