package dev.rolecall.kube.resource.volume;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A PersistentVolumeClaim of the task's namespace. */
public class ClaimVolume extends OpenFields {
  @JsonPropertyDescription("The claim's name.")
  @Required
  @Pattern(VolumeForms.OBJECT_NAME)
  private @Nullable String claimName;

  @JsonPropertyDescription("Whether no container may write.")
  @Default("false")
  private @Nullable Boolean readOnly;

  public @Nullable String getClaimName() {
    return claimName;
  }

  public void setClaimName(@Nullable String claimName) {
    this.claimName = claimName;
  }

  public boolean isReadOnly() {
    return Boolean.TRUE.equals(readOnly);
  }

  public void setReadOnly(@Nullable Boolean readOnly) {
    this.readOnly = readOnly;
  }
}
