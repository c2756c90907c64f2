package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects pods by their labels. */
public class PodSelector extends OpenFields {
  @JsonPropertyDescription("Labels that a pod must have, all of them.")
  private @Nullable Map<String, String> matchLabels;

  /** Never null. */
  public Map<String, String> getMatchLabels() {
    return matchLabels == null ? Map.of() : matchLabels;
  }

  public void setMatchLabels(@Nullable Map<String, String> matchLabels) {
    this.matchLabels = matchLabels;
  }
}
