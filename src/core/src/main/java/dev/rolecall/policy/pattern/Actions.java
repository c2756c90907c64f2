package dev.rolecall.policy.pattern;

import java.util.List;

/** A statement's {@code Action} or {@code NotAction}. */
public sealed interface Actions {
  boolean cover(String action);

  /** Any of these; an empty list covers nothing. */
  record Listed(List<ActionPattern> patterns) implements Actions {
    public Listed {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean cover(String action) {
      return patterns.stream().anyMatch(pattern -> pattern.matches(action));
    }
  }

  /** Any but these. */
  record Except(List<ActionPattern> patterns) implements Actions {
    public Except {
      patterns = List.copyOf(patterns);
    }

    @Override
    public boolean cover(String action) {
      return patterns.stream().noneMatch(pattern -> pattern.matches(action));
    }
  }
}
