package dev.rolecall.kube.resource.volume;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The keys of a ConfigMap or a Secret as files. */
public class ObjectVolume extends OpenFields {
  @JsonPropertyDescription("The object's name, in the task's namespace.")
  @Required
  @Pattern(VolumeForms.OBJECT_NAME)
  private @Nullable String name;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }
}
