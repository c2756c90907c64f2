package dev.rolecall.policy;

import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Statement.Effect;

/** A statement ready to decide: with its place among the others and the decision it would make. */
final class CompiledStatement {
  private final Statement statement;
  private final PolicyGroup group;
  private final int order;
  private final DecidedBy decidedBy;
  private final Decision decision;

  /**
   * @param order its place among all statements of the set: of several that decide, the lowest is
   *     named
   */
  CompiledStatement(Statement statement, PolicyGroup group, PolicyDocument document, int order) {
    this.statement = statement;
    this.group = group;
    this.order = order;
    Layer layer = document.type() == PolicyType.TRUST ? Layer.TRUST : group.layer();
    this.decidedBy = DecidedBy.statement(layer, document, statement);
    this.decision =
        statement.effect() == Effect.DENY
            ? new Decision.ExplicitDeny(decidedBy)
            : new Decision.Allow(decidedBy);
  }

  Statement statement() {
    return statement;
  }

  PolicyGroup group() {
    return group;
  }

  int order() {
    return order;
  }

  DecidedBy decidedBy() {
    return decidedBy;
  }

  Decision decision() {
    return decision;
  }
}
