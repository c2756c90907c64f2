package dev.rolecall.policy.index;

/** What a feature of a request must be. */
public sealed interface Key {
  /** It begins with this text. */
  record Prefix(String text) implements Key {}

  /** It equals this: a text, or what else {@link Query} answers with. */
  record Exact(Object value) implements Key {}
}
