package dev.rolecall.kube.resource.taskdefinition;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rolecall.kube.resource.OpenFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A port that a container listens on. */
public class PortMapping extends OpenFields {
  @JsonPropertyDescription("The port.")
  @Required
  @Min(1)
  @Max(65535)
  private @Nullable Integer containerPort;

  @JsonPropertyDescription("tcp or udp.")
  @Default("tcp")
  @Pattern("^(tcp|udp)$")
  private @Nullable String protocol;

  @JsonPropertyDescription(
      "What Services may call the port: 1 to 15 lower-case letters, digits and '-', one of them a letter.")
  @Pattern("^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$")
  private @Nullable String name;

  public @Nullable Integer getContainerPort() {
    return containerPort;
  }

  public void setContainerPort(@Nullable Integer containerPort) {
    this.containerPort = containerPort;
  }

  public String getProtocol() {
    return protocol == null ? "tcp" : protocol;
  }

  public void setProtocol(@Nullable String protocol) {
    this.protocol = protocol;
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }
}
