package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One level of service control policies. */
public class Guardrail extends OpenFields {
  @JsonPropertyDescription(
      "What decisions call the level, such as the name of the organizational unit.")
  @Required
  @Pattern("^[\\w+=,.@/ -]{1,128}$")
  private @Nullable String name;

  @JsonPropertyDescription(
      "The policies of this level; one of them must allow an action, and none may deny it.")
  @Required
  @Size(min = 1, max = 10)
  private @Nullable List<NamedPolicy> policies;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  /** Never null. */
  public List<NamedPolicy> getPolicies() {
    return elements(policies);
  }

  public void setPolicies(@Nullable List<NamedPolicy> policies) {
    this.policies = policies;
  }
}
