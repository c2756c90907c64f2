package dev.rolecall.policy.pattern;

import java.util.Optional;

/** The request's values for policy variables, by condition key whatever its case. */
public interface Variables {
  /** Whether the request has the key, usable in a variable or not. */
  boolean has(String key);

  /** The value of a single-valued key; empty also for a multi-valued one. */
  Optional<String> single(String key);
}
