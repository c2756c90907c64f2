package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** Ways to credentials that an Account opens for its pods. */
public class PodWays extends OpenFields {
  @JsonPropertyDescription(
      "Whether pods get their role from the instance metadata service, which asks for no token of theirs.")
  @Default("false")
  private @Nullable Boolean imds;

  @JsonPropertyDescription(
      "Whether pods get their role from the ECS endpoint, which asks for no token of theirs.")
  @Default("false")
  private @Nullable Boolean ecs;

  @JsonPropertyDescription(
      "Whether pods on the host's network get their role from the agent of their node, by their token.")
  @Default("false")
  private @Nullable Boolean hostNetwork;

  public boolean isImds() {
    return Boolean.TRUE.equals(imds);
  }

  public void setImds(@Nullable Boolean imds) {
    this.imds = imds;
  }

  public boolean isEcs() {
    return Boolean.TRUE.equals(ecs);
  }

  public void setEcs(@Nullable Boolean ecs) {
    this.ecs = ecs;
  }

  public boolean isHostNetwork() {
    return Boolean.TRUE.equals(hostNetwork);
  }

  public void setHostNetwork(@Nullable Boolean hostNetwork) {
    this.hostNetwork = hostNetwork;
  }
}
