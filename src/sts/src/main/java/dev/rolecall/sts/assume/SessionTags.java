package dev.rolecall.sts.assume;

import dev.rolecall.identity.ReservedTags;
import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tags that a session will have: those of its token and those of its associations. */
record SessionTags(Map<String, String> tags, Set<String> transitiveKeys) {
  private static final int MOST = 50;
  private static final String ALLOWED = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern KEY = Pattern.compile(ALLOWED + "{1,128}");
  private static final Pattern VALUE = Pattern.compile(ALLOWED + "{0,256}");

  /** What a namespace's owner says of its workloads comes before what a token says. */
  static SessionTags of(TokenTags ofToken, Map<String, String> ofAssociations) {
    Set<String> taken =
        ofAssociations.keySet().stream().map(LetterCase::lower).collect(Collectors.toSet());
    Map<String, String> tags = new HashMap<>(ofAssociations);
    ofToken
        .tags()
        .forEach((key, value) -> {
          if (!taken.contains(LetterCase.lower(key))) {
            tags.put(key, value);
          }
        });
    return new SessionTags(tags, ofToken.transitiveKeys());
  }

  /**
   * How many there are and how they are written. Checked before authorization, whose cost they
   * bound: as AWS checks what its API's model says of a parameter.
   */
  void requireWellFormed() throws RefusedException {
    if (tags.size() > MOST
        || transitiveKeys.size() > MOST
        || !tags.entrySet().stream()
            .allMatch(tag ->
                KEY.matcher(tag.getKey()).matches() && VALUE.matcher(tag.getValue()).matches())
        || !transitiveKeys.stream().allMatch(key -> KEY.matcher(key).matches())) {
      throw refused("Session tags passed in claim are not in correct format.", Kind.INVALID_TOKEN);
    }
  }

  /** What they mean. Checked after authorization, as AWS does. */
  void requireValid() throws RefusedException {
    if (tags.keySet().stream().anyMatch(ReservedTags::contains)) {
      throw refused("Session tags passed in claim are not in correct format.", Kind.INVALID_TOKEN);
    }
    if (tags.keySet().stream().map(LetterCase::lower).distinct().count() < tags.size()) {
      throw refused(
          "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
          Kind.INVALID_PARAMETER);
    }
    if (!tags.keySet().containsAll(transitiveKeys)) {
      throw refused(
          "The specified transitive tag key must be included in the requested tags.",
          Kind.INVALID_PARAMETER);
    }
  }

  private static RefusedException refused(String message, Kind kind) {
    return new RefusedException(Refusal.told(kind, message));
  }
}
