package dev.rolecall.policy;

import dev.rolecall.json.Position;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.Resources;
import java.util.List;

/**
 * One statement of a policy, parsed.
 *
 * @param index its place in its document, from 0
 * @param sid its {@code Sid}, empty where it has none
 * @param position where it begins in the text its document was read from; {@link Position#NONE}
 *     where that is unknown
 */
public record Statement(
    int index,
    String sid,
    Position position,
    Effect effect,
    Principals principals,
    Actions actions,
    Resources resources,
    List<Condition> conditions) {
  public Statement {
    conditions = List.copyOf(conditions);
  }

  /** What a statement does to the requests it applies to. */
  public enum Effect {
    ALLOW,
    DENY
  }

  /** Whether action, resource and conditions fit; who asks is another question. */
  public boolean covers(AuthorizationRequest request) {
    return actions.cover(request.actionName())
        && resources.cover(request.resource(), request.context())
        && conditionsHold(request.context());
  }

  /** A value that cannot be compared makes no Allow apply, and no Deny fall away. */
  private boolean conditionsHold(RequestContext context) {
    boolean undecided = effect == Effect.DENY;
    for (Condition condition : conditions) {
      if (!condition.holds(context, undecided)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the statement applies only to requests that have this condition key, with a value that
   * fits a text of the policy: a {@code StringEquals}, {@code StringLike} or {@code
   * StringEqualsIgnoreCase} on it, without {@code IfExists} or {@code ForAllValues}, none of whose
   * values is wildcards and variables alone.
   */
  public boolean requires(String conditionKey) {
    return conditions.stream()
        .filter(condition -> condition.key().equalsIgnoreCase(conditionKey))
        .anyMatch(Condition::requiresText);
  }

  /**
   * The same, and one such condition is satisfied by none of {@code strangers}: it tells some
   * values from others.
   */
  public boolean requires(String conditionKey, List<String> strangers) {
    List<RequestContext> asStrangers =
        strangers.stream()
            .map(stranger -> RequestContext.builder().put(conditionKey, stranger).build())
            .toList();
    return conditions.stream()
        .filter(condition -> condition.key().equalsIgnoreCase(conditionKey))
        .filter(Condition::requiresText)
        .anyMatch(condition ->
            asStrangers.stream().noneMatch(stranger -> condition.holds(stranger, true)));
  }
}
