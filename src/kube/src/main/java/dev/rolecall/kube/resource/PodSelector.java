package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects pods by their labels. */
public class PodSelector extends OpenFields {
  @JsonPropertyDescription("Labels that a pod must have, all of them.")
  private @Nullable Map<String, String> matchLabels;

  @JsonPropertyDescription("What else must hold of its labels, all of it.")
  @Size(max = 20)
  private @Nullable List<LabelExpression> matchExpressions;

  /** Never null. */
  public Map<String, String> getMatchLabels() {
    return matchLabels == null ? Map.of() : matchLabels;
  }

  public void setMatchLabels(@Nullable Map<String, String> matchLabels) {
    this.matchLabels = matchLabels;
  }

  /** Never null. */
  public List<LabelExpression> getMatchExpressions() {
    return elements(matchExpressions);
  }

  public void setMatchExpressions(@Nullable List<LabelExpression> matchExpressions) {
    this.matchExpressions = matchExpressions;
  }
}
