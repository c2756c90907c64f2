package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A variable of a container's environment. */
public class EnvironmentVariable extends OpenFields {
  @JsonPropertyDescription("The variable's name.")
  @Required
  @Size(min = 1, max = 1024)
  @Pattern("^[-._a-zA-Z][-._a-zA-Z0-9]*$")
  private @Nullable String name;

  @JsonPropertyDescription("Its value, taken as it is: nothing in it is replaced.")
  @Size(max = 32768)
  private @Nullable String value;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public String getValue() {
    return value == null ? "" : value;
  }

  public void setValue(@Nullable String value) {
    this.value = value;
  }
}
