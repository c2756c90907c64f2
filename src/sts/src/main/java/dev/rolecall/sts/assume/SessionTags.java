package dev.rolecall.sts.assume;

import dev.rolecall.identity.ReservedTags;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The tags that a session will have: those of its token and those of its associations. */
record SessionTags(Map<String, String> tags, Set<String> transitiveKeys) {
  private static final int MOST = 50;
  private static final String ALLOWED = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern KEY = Pattern.compile(ALLOWED + "{1,128}");
  private static final Pattern VALUE = Pattern.compile(ALLOWED + "{0,256}");

  /** What a namespace's owner says of its workloads comes before what a token says. */
  static SessionTags of(TokenTags ofToken, Map<String, String> ofAssociations) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(ofAssociations.keySet());
    Map<String, String> tags = new HashMap<>(ofAssociations);
    ofToken
        .tags()
        .forEach((key, value) -> {
          if (!taken.contains(key)) {
            tags.put(key, value);
          }
        });
    return new SessionTags(tags, ofToken.transitiveKeys());
  }

  /** Checked after authorization, as AWS does. */
  void requireValid() throws RefusedException {
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (!KEY.matcher(tag.getKey()).matches()
          || !VALUE.matcher(tag.getValue()).matches()
          || ReservedTags.contains(tag.getKey())) {
        throw refused(
            "Session tags passed in claim are not in correct format.", Kind.INVALID_TOKEN);
      }
      if (!seen.add(tag.getKey().toLowerCase(Locale.ROOT))) {
        throw refused(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            Kind.INVALID_PARAMETER);
      }
    }
    if (tags.size() > MOST) {
      throw refused("Session tags passed in claim are not in correct format.", Kind.INVALID_TOKEN);
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
