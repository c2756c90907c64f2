package dev.rolecall.operator.injection.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the nodes run that a pod can come to. */
public enum OperatingSystem {
  LINUX,
  WINDOWS;

  private static final String WORD = "windows";
  private static final List<String> LABELS = List.of("kubernetes.io/os", "beta.kubernetes.io/os");

  /**
   * By {@code spec.os}, the node selector, or a required node affinity of which every term asks for
   * it; the EKS webhook looks at the node selector alone.
   */
  public static OperatingSystem of(JsonNode spec) {
    JsonNode selector = spec.path("nodeSelector");
    boolean windows =
        spec.path("os").path("name").asText().equals(WORD)
            || LABELS.stream().anyMatch(label -> selector.path(label).asText().equals(WORD))
            || isRequired(
                spec.path("affinity")
                    .path("nodeAffinity")
                    .path("requiredDuringSchedulingIgnoredDuringExecution")
                    .path("nodeSelectorTerms"));
    return windows ? WINDOWS : LINUX;
  }

  /** A node needs to match one term only. */
  private static boolean isRequired(JsonNode terms) {
    for (JsonNode term : terms) {
      boolean asks = false;
      for (JsonNode expression : term.path("matchExpressions")) {
        asks |= asksFor(expression);
      }
      if (!asks) {
        return false;
      }
    }
    return !terms.isEmpty();
  }

  private static boolean asksFor(JsonNode expression) {
    JsonNode values = expression.path("values");
    return LABELS.contains(expression.path("key").asText())
        && expression.path("operator").asText().equals("In")
        && values.size() == 1
        && values.get(0).asText().equals(WORD);
  }

  /** The path of a file as the container's programs write it. */
  String path(String unixPath) {
    return switch (this) {
      case LINUX -> unixPath;
      case WINDOWS -> "C:" + unixPath.replace('/', '\\');
    };
  }
}
