package dev.rolecall.policy.explain;

/**
 * What a layer's silence means for a request. Where a layer bears on it, its Deny always counts.
 */
public sealed interface Bearing {
  /** Why it is so: a sentence for people, without its full stop. */
  String why();

  /** Silence denies the request. */
  record MustAllow(String why) implements Bearing {}

  /** Another layer may allow it instead. */
  record MayAllow(String why) implements Bearing {}

  /** Silence is made up for by what the resource's policy grants, or by who the caller is. */
  record Bypassed(String why) implements Bearing {}

  /** The layer says nothing to this request: its statements do not count. */
  record NotApplicable(String why) implements Bearing {}
}
