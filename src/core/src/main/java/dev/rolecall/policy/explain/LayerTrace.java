package dev.rolecall.policy.explain;

import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Statement.Effect;
import java.util.List;

/**
 * What one layer says to the request.
 *
 * @param name what people call it, {@code service control policies, level 1 of 2}
 * @param statements all of its documents', in their order
 */
public record LayerTrace(
    Layer layer, String name, Bearing bearing, List<StatementTrace> statements) {
  public LayerTrace {
    statements = List.copyOf(statements);
  }

  /** What the statements come to. */
  public enum Answer {
    DENIES,
    ALLOWS,
    /** No statement applies. */
    SILENT
  }

  public Answer answer() {
    if (statements.stream().anyMatch(statement -> applies(statement, Effect.DENY))) {
      return Answer.DENIES;
    }
    return allows() ? Answer.ALLOWS : Answer.SILENT;
  }

  /** Whether it had to allow the request, and no statement does. */
  public boolean blocks() {
    return bearing instanceof Bearing.MustAllow && !allows();
  }

  private boolean allows() {
    return statements.stream().anyMatch(statement -> applies(statement, Effect.ALLOW));
  }

  private static boolean applies(StatementTrace statement, Effect effect) {
    return statement.effect() == effect && statement.applies();
  }
}
