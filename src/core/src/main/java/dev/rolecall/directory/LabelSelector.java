package dev.rolecall.directory;

import java.util.List;
import java.util.Map;

/** Selects objects by their labels; all requirements must hold, and one of none selects all. */
public record LabelSelector(List<LabelRequirement> requirements) {
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /** Whether it selects an object with these labels. */
  public boolean selects(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }
}
