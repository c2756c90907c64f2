package dev.rolecall.binding;

import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.TagTemplate;
import dev.rolecall.identity.ReservedTags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The session tags that associations give a workload together. */
sealed interface AssociatedTags {
  /** STS's limit of session tags. */
  int MOST = 50;

  record Tags(Map<String, String> tags) implements AssociatedTags {}

  /**
   * Why they cannot be taken together.
   *
   * @param reason names the associations
   */
  record Refused(String reason) implements AssociatedTags {}

  static AssociatedTags of(List<Association> associations, AttestedFacts facts) {
    Map<String, Setter> setters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Association association : associations) {
      for (Map.Entry<String, TagTemplate> tag : association.tags().entrySet()) {
        Setter setter = new Setter(association.name(), tag.getKey(), tag.getValue().expand(facts));
        Optional<String> problem =
            setter.problem().or(() -> setter.conflict(setters.putIfAbsent(tag.getKey(), setter)));
        if (problem.isPresent()) {
          return new Refused(problem.get());
        }
      }
    }
    Map<String, String> tags = new HashMap<>();
    setters.values().forEach(setter -> tags.put(setter.key(), setter.value()));
    int most = MOST - ReservedTags.attested();
    return tags.size() > most
        ? new Refused(
            "its associations set %d tags; there may be %d besides those that are attested"
                .formatted(tags.size(), most))
        : new Tags(tags);
  }

  /**
   * One association's tag.
   *
   * @param association its name
   */
  record Setter(String association, String key, String value) {
    private Optional<String> problem() {
      if (ReservedTags.contains(key)) {
        return Optional.of(
            "association %s sets the tag %s, which is reserved".formatted(association, key));
      }
      return TagTemplate.isValue(value)
          ? Optional.empty()
          : Optional.of(
              "association %s sets the tag %s to a value of %d characters; a tag's value has %d at most, of letters, digits, spaces and _.:/=+-@"
                  .formatted(association, key, value.length(), TagTemplate.LONGEST_VALUE));
    }

    /** AWS's tag keys differ by more than case, so another case is another value, too. */
    private Optional<String> conflict(@Nullable Setter first) {
      return first == null || first.key().equals(key) && first.value().equals(value)
          ? Optional.empty()
          : Optional.of(
              "associations %s and %s set the tag %s to different values"
                  .formatted(first.association(), association, key));
    }
  }
}
