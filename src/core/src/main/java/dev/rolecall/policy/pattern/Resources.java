package dev.rolecall.policy.pattern;

import java.util.List;

/** A statement's {@code Resource} or {@code NotResource}. */
public sealed interface Resources {
  boolean cover(String resource, Variables variables);

  /** Any of these; an empty list covers nothing. */
  record Listed(List<ResourcePattern> patterns) implements Resources {
    public Listed {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean cover(String resource, Variables variables) {
      return anyMatches(patterns, resource, variables);
    }
  }

  /** Any but these. */
  record Except(List<ResourcePattern> patterns) implements Resources {
    public Except {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean cover(String resource, Variables variables) {
      return !anyMatches(patterns, resource, variables);
    }
  }

  /** The resource that the policy is attached to, whatever it is. */
  record Attached() implements Resources {
    @Override
    public boolean cover(String resource, Variables variables) {
      return true;
    }
  }

  private static boolean anyMatches(
      List<ResourcePattern> patterns, String resource, Variables variables) {
    // By index: an iterator would be garbage of each decision.
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(resource, variables)) {
        return true;
      }
    }
    return false;
  }
}
