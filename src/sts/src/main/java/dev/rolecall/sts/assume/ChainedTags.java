package dev.rolecall.sts.assume;

import dev.rolecall.identity.ReservedTags;
import dev.rolecall.session.Session;
import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.trust.RequestedTags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tags of a session that is chained from another: the transitive ones of that, and those asked
 * for (IAM User Guide, "Pass session tags in AWS STS").
 *
 * @param inherited the transitive tags of the session that asks
 */
record ChainedTags(
    List<AssumeRoleRequest.Tag> asked, Set<String> askedTransitive, Map<String, String> inherited) {
  static ChainedTags of(AssumeRoleRequest request, Session caller) {
    return new ChainedTags(request.tags(), request.transitiveTagKeys(), caller.transitiveTags());
  }

  /** As the policies see them: of a key that is there twice the last counts. */
  RequestedTags forAuthorization() {
    Map<String, String> last = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    asked.forEach(tag -> last.put(tag.key(), tag.value()));
    return new RequestedTags(last, askedTransitive, inherited);
  }

  /**
   * Checked after authorization, as AWS does. Nobody sets a tag that sts attests of a workload: it
   * comes along the chain or not at all.
   */
  void requireValid() throws RefusedException {
    List<String> keys = asked.stream().map(AssumeRoleRequest.Tag::key).toList();
    if (ignoringCase(keys).size() != keys.size()) {
      throw invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    Set<String> fromCaller = ignoringCase(inherited.keySet());
    if (Stream.concat(keys.stream(), askedTransitive.stream()).anyMatch(fromCaller::contains)) {
      throw invalid(
          "One of the specified transitive tag keys can't be set because it conflicts with a"
              + " transitive tag key from the calling session.");
    }
    for (String key : keys) {
      if (ReservedTags.contains(key)) {
        throw invalid("The tag key " + key + " is reserved.");
      }
    }
    if (!keys.containsAll(askedTransitive)) {
      throw invalid("The specified transitive tag key must be included in the requested tags.");
    }
  }

  /** All that the new session has. */
  Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>(inherited);
    asked.forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  /** Those of its keys that go on along the chain. */
  Set<String> transitiveKeys() {
    Set<String> keys = new TreeSet<>(inherited.keySet());
    keys.addAll(askedTransitive);
    return keys;
  }

  private static Set<String> ignoringCase(Collection<String> keys) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(keys);
    return set;
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(Refusal.told(Kind.INVALID_PARAMETER, message));
  }
}
