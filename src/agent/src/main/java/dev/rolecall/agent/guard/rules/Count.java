package dev.rolecall.agent.guard.rules;

/** What a counter says. */
public record Count(long packets, long bytes) {
  public static final Count NONE = new Count(0, 0);
}
