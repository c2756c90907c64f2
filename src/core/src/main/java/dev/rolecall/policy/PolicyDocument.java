package dev.rolecall.policy;

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
}
