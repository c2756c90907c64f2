package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.RequestContext.Entry;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Searches for the fewest missing keys that make the evaluator allow a request. It goes from each
 * denial to the values that would mend it: one that makes a condition of the statement that denies
 * fail, or one that makes the first unmet condition of a statement hold that might allow; breadth
 * first, so that the first set of values that is found has the fewest keys.
 */
final class ContextSearch {
  /** The most sets of values that are tried. */
  static final int MOST_TRIES = 2_000;

  /** The most statements that are looked at in all tries together. */
  private static final long MOST_STATEMENTS = 4_000_000;

  /** The most keys of a witness. */
  private static final int MOST_KEYS = 8;

  private final PolicySet all;
  private final PolicySet reduced;
  private final AuthorizationRequest request;
  private final PossiblePolicies possible;
  private final CandidateValues candidates;
  private final int mostTries;
  private final Queue<Map<String, Entry>> queue = new ArrayDeque<>();
  private final Set<Map<String, Entry>> seen = new HashSet<>();

  ContextSearch(Policies policies, AuthorizationRequest request, PossiblePolicies possible) {
    this.all = PolicySet.compile(policies);
    this.reduced = PolicySet.compile(possible.policies());
    this.request = request;
    this.possible = possible;
    this.candidates = new CandidateValues(possible);
    this.mostTries =
        (int) Math.min(MOST_TRIES, MOST_STATEMENTS / Math.max(1, possible.statements().count()));
  }

  MissingContext search() {
    boolean bounded = false;
    int tried = 0;
    enqueue(Map.of());
    while (!queue.isEmpty()) {
      if (tried == mostTries) {
        bounded = true;
        break;
      }
      Map<String, Entry> settled = queue.remove();
      AuthorizationRequest asked = with(settled);
      tried++;
      Decision decision = reduced.decide(asked);
      if (decision.allowed()) {
        // The decision that counts is that of all policies.
        if (all.decide(asked).allowed()) {
          return new Reasons(possible, request, asked).witness(settled);
        }
      } else if (settled.size() < MOST_KEYS) {
        mend(decision, settled, asked);
      } else {
        bounded = true;
      }
    }
    return new MissingContext.NotFound(possible.missingKeys(), tried, bounded);
  }

  private void mend(Decision denial, Map<String, Entry> settled, AuthorizationRequest asked) {
    OpenParts open = new OpenParts(asked);
    switch (denial) {
      case Decision.Allow allow -> throw new IllegalArgumentException("nothing to mend");
      case Decision.ExplicitDeny deny ->
          possible
              .statements()
              .filter(statement -> statement.effect() == Effect.DENY && statement.covers(asked))
              .flatMap(statement -> open.missingKeys(statement).stream())
              .distinct()
              .forEach(key -> settle(key, settled, asked));
      case Decision.ImplicitDeny(var layer) ->
          possible.inLayers().stream()
              .filter(found -> canMend(found.layer(), layer))
              .flatMap(found -> found.document().statements().stream())
              .filter(statement -> statement.effect() == Effect.ALLOW && open.mayApply(statement))
              .filter(statement -> !statement.covers(asked) || open.hasOpenPrincipal(statement))
              .forEach(statement -> mend(statement, settled, asked));
    }
  }

  /** A grant of the resource's policy may make up for the silence of the caller's own. */
  private static boolean canMend(Layer layer, Layer silent) {
    return layer == silent || layer == Layer.RESOURCE || layer == Layer.TRUST;
  }

  /** One key at a time: every part that does not fit has to be mended, in whatever order. */
  private void mend(Statement statement, Map<String, Entry> settled, AuthorizationRequest asked) {
    OpenParts open = new OpenParts(asked);
    RequestContext context = asked.context();
    if (!statement.resources().cover(asked.resource(), context)) {
      open.resourceKeys(statement).findFirst().ifPresent(key -> settle(key, settled, asked));
      return;
    }
    for (Condition condition : statement.conditions()) {
      if (!condition.holds(context, false)) {
        open.missingKeys(condition).distinct().forEach(key -> settle(key, settled, asked));
        return;
      }
    }
    if (open.hasOpenPrincipal(statement)) {
      settle(OpenParts.USER_ID, settled, asked);
    }
  }

  private void settle(String key, Map<String, Entry> settled, AuthorizationRequest asked) {
    for (Entry entry : candidates.of(key, asked.context())) {
      Map<String, Entry> more = new LinkedHashMap<>(settled);
      more.put(spelled(key), entry);
      enqueue(more);
    }
  }

  private void enqueue(Map<String, Entry> settled) {
    // What would never be tried need not be kept.
    if (seen.size() <= MOST_TRIES * 4 && seen.add(settled)) {
      queue.add(settled);
    }
  }

  private String spelled(String key) {
    return possible.missingKeys().stream().filter(key::equalsIgnoreCase).findFirst().orElse(key);
  }

  private AuthorizationRequest with(Map<String, Entry> settled) {
    RequestContext context = request.context();
    for (Map.Entry<String, Entry> setting : settled.entrySet()) {
      context = context.with(setting.getKey(), setting.getValue());
    }
    return new AuthorizationRequest(
        request.caller(), request.action(), request.resource(), request.resourceAccount(), context);
  }
}
