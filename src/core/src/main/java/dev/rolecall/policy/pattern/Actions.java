package dev.rolecall.policy.pattern;

import java.util.List;

/** A statement's {@code Action} or {@code NotAction}. */
public sealed interface Actions {
  boolean cover(ActionName action);

  /** Any of these; an empty list covers nothing. */
  record Listed(List<ActionPattern> patterns) implements Actions {
    public Listed {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean cover(ActionName action) {
      return anyMatches(patterns, action);
    }
  }

  /** Any but these. */
  record Except(List<ActionPattern> patterns) implements Actions {
    public Except {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean cover(ActionName action) {
      return !anyMatches(patterns, action);
    }
  }

  private static boolean anyMatches(List<ActionPattern> patterns, ActionName action) {
    // By index: an iterator would be garbage of each decision.
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(action)) {
        return true;
      }
    }
    return false;
  }
}
