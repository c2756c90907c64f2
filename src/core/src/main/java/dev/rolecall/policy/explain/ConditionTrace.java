package dev.rolecall.policy.explain;

import dev.rolecall.policy.Condition;
import dev.rolecall.policy.RequestContext;
import java.util.Optional;

/**
 * Whether a condition holds, and what of the request made it so.
 *
 * @param given the request's values of the key; empty where it has no such key
 * @param why a sentence for people, without its full stop
 */
public record ConditionTrace(
    Condition condition,
    Optional<RequestContext.Entry> given,
    boolean holds,
    Cause cause,
    String why) {
  /** What decided whether it holds. */
  public enum Cause {
    /** The request's value. */
    VALUE,
    /** The request has no such key, or no value of it. */
    MISSING_KEY,
    /** The request has the key, and {@code Null} asks for that alone. */
    PRESENT_KEY,
    /** The key has many values, and the operator takes one. */
    MULTIVALUED_KEY,
    /** The request's value is not of the operator's type. */
    NOT_OF_TYPE,
    /** A variable in the policy's value has no value in the request. */
    UNRESOLVED_VARIABLE,
    /** The policy lists no values. */
    NO_POLICY_VALUES,
    /** The operator is always true or always false. */
    CONSTANT
  }
}
