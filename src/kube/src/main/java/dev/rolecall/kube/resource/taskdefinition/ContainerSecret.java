package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import dev.rolecall.kube.resource.volume.VolumeForms;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A variable whose value is in a Secret. */
public class ContainerSecret extends OpenFields {
  @JsonPropertyDescription("The variable's name.")
  @Required
  @Size(min = 1, max = 1024)
  @Pattern("^[-._a-zA-Z][-._a-zA-Z0-9]*$")
  private @Nullable String name;

  @JsonPropertyDescription("The Secret's name, in the task's namespace.")
  @Required
  @Pattern(VolumeForms.OBJECT_NAME)
  private @Nullable String secretName;

  @JsonPropertyDescription("The key in the Secret.")
  @Required
  @Pattern("^[A-Za-z0-9._-]{1,253}$")
  private @Nullable String key;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getSecretName() {
    return secretName;
  }

  public void setSecretName(@Nullable String secretName) {
    this.secretName = secretName;
  }

  public @Nullable String getKey() {
    return key;
  }

  public void setKey(@Nullable String key) {
    this.key = key;
  }
}
