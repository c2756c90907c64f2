package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** What an Account opens for its pods: ways to credentials, and powers on their node. */
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

  @JsonPropertyDescription(
      "Whether pods may have privileged containers, which can read every token on their node.")
  @Default("false")
  private @Nullable Boolean privileged;

  @JsonPropertyDescription(
      "Whether pods may have hostPath volumes, which can show them every token on their node.")
  @Default("false")
  private @Nullable Boolean hostPath;

  @JsonPropertyDescription(
      "Whether pods may share the host's processes and IPC (hostPID, hostIPC), where they could read their neighbours.")
  @Default("false")
  private @Nullable Boolean hostNamespaces;

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

  public boolean isPrivileged() {
    return Boolean.TRUE.equals(privileged);
  }

  public void setPrivileged(@Nullable Boolean privileged) {
    this.privileged = privileged;
  }

  public boolean isHostPath() {
    return Boolean.TRUE.equals(hostPath);
  }

  public void setHostPath(@Nullable Boolean hostPath) {
    this.hostPath = hostPath;
  }

  public boolean isHostNamespaces() {
    return Boolean.TRUE.equals(hostNamespaces);
  }

  public void setHostNamespaces(@Nullable Boolean hostNamespaces) {
    this.hostNamespaces = hostNamespaces;
  }
}
