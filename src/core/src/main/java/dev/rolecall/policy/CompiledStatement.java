package dev.rolecall.policy;

import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.Resources;

/** A statement ready to decide: with its place among the others and the decision it would make. */
final class CompiledStatement {
  private final Statement statement;
  private final Actions actions;
  private final Resources resources;
  private final SharedCondition[] conditions;
  private final boolean isForAnyTarget;
  private final Layer layer;
  private final long bit;
  private final int order;
  private final DecidedBy decidedBy;
  private final Decision decision;

  /**
   * @param shared what it has in common with others
   * @param order its place among all statements of the set: of several that decide, the lowest is
   *     named
   */
  CompiledStatement(Origin origin, SharedParts shared, int order) {
    this.statement = origin.statement();
    this.layer = origin.group().layer();
    this.bit = origin.group().bit();
    this.actions = shared.actions(statement);
    this.resources = statement.resources();
    this.conditions = shared.conditions(statement);
    this.isForAnyTarget = statement.coversAnyTarget();
    this.order = order;
    this.decidedBy = DecidedBy.statement(origin.name(), origin.document(), statement);
    this.decision =
        statement.effect() == Effect.DENY
            ? new Decision.ExplicitDeny(decidedBy)
            : new Decision.Allow(decidedBy);
  }

  /** Where a statement stands. */
  record Origin(PolicyGroup group, PolicyDocument document, Statement statement) {
    private Layer name() {
      return document.type() == PolicyType.TRUST ? Layer.TRUST : group.layer();
    }
  }

  /** {@link Statement#covers}, with conditions that several statements share asked once. */
  boolean covers(RequestFacts facts) {
    if (!isForAnyTarget && !coversTarget(facts.request())) {
      return false;
    }
    for (SharedCondition condition : conditions) {
      if (!facts.satisfies(condition)) {
        return false;
      }
    }
    return true;
  }

  private boolean coversTarget(AuthorizationRequest request) {
    return actions.cover(request.actionName())
        && resources.cover(request.resource(), request.context());
  }

  Statement statement() {
    return statement;
  }

  /** The layer; {@link Layer#RESOURCE} for trust policies too. */
  Layer layer() {
    return layer;
  }

  /** The bit of its group. */
  long bit() {
    return bit;
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
