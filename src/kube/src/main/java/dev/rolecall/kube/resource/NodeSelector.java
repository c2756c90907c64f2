package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects nodes by labels that a kubelet cannot give itself. */
public class NodeSelector extends OpenFields {
  @JsonPropertyDescription(
      "Labels that a node must have, all of them, and at least one. Their keys begin with node-restriction.kubernetes.io/, which the NodeRestriction admission plugin keeps kubelets from setting.")
  @Required
  private @Nullable Map<String, String> matchLabels;

  /** Never null. */
  public Map<String, String> getMatchLabels() {
    return matchLabels == null ? Map.of() : matchLabels;
  }

  public void setMatchLabels(@Nullable Map<String, String> matchLabels) {
    this.matchLabels = matchLabels;
  }
}
