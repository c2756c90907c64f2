package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.RequestContext.Entry;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Searches for the fewest missing keys that make the evaluator allow a request: best first, by the
 * number of keys that are settled and that at least must follow. It goes from each denial to the
 * values that mend it.
 */
final class ContextSearch {
  /** The most sets of values that are tried. */
  static final int MOST_TRIES = 2_000;

  /** The most statements that are looked at in all tries together. */
  private static final long MOST_STATEMENTS = 1_000_000;

  /** The most keys of a witness. */
  private static final int MOST_KEYS = 8;

  private static final int MOST_QUEUED = 20_000;

  private final PolicySet all;
  private final PolicySet reduced;
  private final PolicySet withoutDenials;
  private final AuthorizationRequest request;
  private final PossiblePolicies possible;
  private final Mending mending;
  private final int mostTries;
  private final Queue<Attempt> queue =
      new PriorityQueue<>(
          Comparator.comparingInt(Attempt::keys)
              .thenComparing(Comparator.comparingInt(Attempt::settledKeys).reversed())
              .thenComparingInt(Attempt::number));
  private final Set<Map<String, Entry>> seen = new HashSet<>();
  private boolean bounded;

  ContextSearch(Policies policies, AuthorizationRequest request, PossiblePolicies possible) {
    this.request = request;
    this.possible = possible;
    this.all = PolicySet.compile(policies);
    this.reduced = PolicySet.compile(possible.policies());
    this.withoutDenials = PolicySet.compile(possible.withoutOpenDenials());
    this.mending = new Mending(possible);
    this.mostTries =
        (int) Math.min(MOST_TRIES, MOST_STATEMENTS / Math.max(1, possible.statements().count()));
  }

  /**
   * Values to try.
   *
   * @param keys how many there are, and at least must be added
   * @param number the earlier first, among equals
   */
  private record Attempt(Map<String, Entry> settled, int keys, int number) {
    int settledKeys() {
      return settled.size();
    }
  }

  MissingContext search() {
    int tried = 0;
    enqueue(Map.of(), 0);
    while (!queue.isEmpty()) {
      if (tried == mostTries) {
        bounded = true;
        break;
      }
      Attempt attempt = queue.remove();
      AuthorizationRequest asked = with(attempt.settled());
      tried++;
      Decision decision = decide(asked);
      if (!decision.allowed()) {
        mend(decision, attempt, asked);
      } else if (all.decide(asked).allowed()) {
        return new Reasons(possible, request, asked).witness(attempt.settled());
      }
    }
    return new MissingContext.NotFound(possible.missingKeys(), tried, bounded);
  }

  /** What must allow is settled first: then fewer values are left to escape a Deny with. */
  private Decision decide(AuthorizationRequest asked) {
    Decision decision = withoutDenials.decide(asked);
    return decision.allowed() ? reduced.decide(asked) : decision;
  }

  private void mend(Decision denial, Attempt attempt, AuthorizationRequest asked) {
    OptionalInt least = mending.leastKeys(denial, asked);
    if (least.isEmpty()) {
      return;
    }
    int keys = attempt.settledKeys() + least.getAsInt();
    if (keys > MOST_KEYS) {
      bounded = true;
    } else if (keys > attempt.keys()) {
      // Others may do with fewer, so those are looked at before.
      queue.add(new Attempt(attempt.settled(), keys, attempt.number()));
    } else {
      mending
          .values(denial, asked)
          .forEach(value -> {
            Map<String, Entry> more = new LinkedHashMap<>(attempt.settled());
            more.put(value.key(), value.entry());
            enqueue(more, keys);
          });
    }
  }

  private void enqueue(Map<String, Entry> settled, int keys) {
    if (seen.size() >= MOST_QUEUED) {
      bounded = true;
    } else if (seen.add(settled)) {
      queue.add(new Attempt(settled, keys, seen.size()));
    }
  }

  private AuthorizationRequest with(Map<String, Entry> settled) {
    var context = request.context();
    for (Map.Entry<String, Entry> setting : settled.entrySet()) {
      context = context.with(setting.getKey(), setting.getValue());
    }
    return new AuthorizationRequest(
        request.caller(), request.action(), request.resource(), request.resourceAccount(), context);
  }
}
