package dev.rolecall.policy;

import dev.rolecall.policy.pattern.LetterCase;
import java.util.List;

/**
 * A policy, parsed and checked; immutable.
 *
 * @param name what decisions call it
 * @param json its compact JSON text
 */
public record PolicyDocument(
    String name, PolicyType type, List<Statement> statements, String json) {
  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** The same document with these statements alone; positions and Sids are kept. */
  public PolicyDocument with(List<Statement> remaining) {
    return new PolicyDocument(name, type, remaining, json);
  }

  /**
   * Whether it may decide otherwise at another time, all else being the same: it names the present
   * as a condition's key or in a variable.
   */
  public boolean asksTheTime() {
    String text = LetterCase.lower(json);
    return text.contains("aws:currenttime") || text.contains("aws:epochtime");
  }

  /** What counts against a quota: its characters without white space, as {@link PolicyQuotas}. */
  public int size() {
    return size(json);
  }

  /** The characters of a compact JSON text that are not white space. */
  public static int size(String json) {
    return (int) json.chars().filter(character -> character != ' ').count();
  }
}
