package dev.rolecall.session;

import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.pattern.LetterCase;
import dev.rolecall.trust.TrustPrincipal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a session is and what bears on its actions.
 *
 * @param policies without a resource's policy
 * @param facts condition keys and their values, which nobody changes any more; of keys that differ
 *     by case alone the last counts
 */
public record SessionAuthority(Caller caller, PolicySet policies, Map<String, String> facts) {
  /** Beginnings of the keys, in lower case, that the session alone has values for. */
  private static final List<String> OWN_KEYS =
      List.of(
          "aws:principal",
          "aws:userid",
          "aws:username",
          "aws:sourceidentity",
          "aws:tokenissuetime",
          "aws:currenttime",
          "aws:epochtime",
          "aws:federatedprovider",
          "aws:assumedroot",
          "aws:multifactorauth");

  /** The session as somebody who wants to wear a role. */
  public TrustPrincipal.RoleSession principal() {
    return new TrustPrincipal.RoleSession(caller, policies, facts);
  }

  /**
   * @param resource the policy of the resource that is acted on; null where it has none
   */
  public PolicySet policies(@Nullable PolicyDocument resource) {
    return resource == null
        ? policies
        : policies.and(PolicySet.compile(Policies.ofResource(resource)));
  }

  /**
   * The context of one action.
   *
   * @param said what the service that was called says of the request; what it says of the caller
   *     and of the time is left out
   */
  public RequestContext context(Map<String, RequestContext.Entry> said) {
    RequestContext.Builder context = RequestContext.builder();
    said.forEach((key, entry) -> {
      if (!isOwn(key)) {
        put(context, key, entry);
      }
    });
    facts.forEach(context::put);
    return context.build();
  }

  private static void put(RequestContext.Builder context, String key, RequestContext.Entry entry) {
    if (entry.multivalued() || entry.values().size() != 1) {
      context.putAll(key, entry.values());
    } else {
      context.put(key, entry.values().getFirst());
    }
  }

  private static boolean isOwn(String key) {
    String lower = LetterCase.lower(key);
    return OWN_KEYS.stream().anyMatch(lower::startsWith);
  }
}
