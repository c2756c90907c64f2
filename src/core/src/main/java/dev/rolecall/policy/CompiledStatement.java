package dev.rolecall.policy;

import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.pattern.ActionName;
import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.Resources;
import org.jspecify.annotations.Nullable;

/** A statement ready to decide: with its place among the others and the decision it would make. */
final class CompiledStatement {
  private final Statement statement;

  /** Null where there is no need to ask. */
  private final ActionPattern @Nullable [] actions;

  private final boolean actionsExcept;

  /** Null where there is no need to ask. */
  private final ResourcePattern @Nullable [] resources;

  private final boolean resourcesExcept;

  private final SharedCondition[] conditions;

  private final boolean denies;
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
    this.actionsExcept = statement.actions() instanceof Actions.Except;
    this.resources = resources(statement.resources());
    this.resourcesExcept = statement.resources() instanceof Resources.Except;
    this.conditions = shared.conditions(statement);
    this.denies = statement.effect() == Effect.DENY;
    this.order = order;
    this.decidedBy = DecidedBy.statement(origin.name(), origin.document(), statement);
    this.decision = denies ? new Decision.ExplicitDeny(decidedBy) : new Decision.Allow(decidedBy);
  }

  /** The same with less to ask. */
  private CompiledStatement(
      CompiledStatement other,
      ActionPattern @Nullable [] actions,
      ResourcePattern @Nullable [] resources) {
    this.statement = other.statement;
    this.layer = other.layer;
    this.bit = other.bit;
    this.actions = actions;
    this.actionsExcept = other.actionsExcept;
    this.resources = resources;
    this.resourcesExcept = other.resourcesExcept;
    this.conditions = other.conditions;
    this.denies = other.denies;
    this.order = other.order;
    this.decidedBy = other.decidedBy;
    this.decision = other.decision;
  }

  /** The same for requests whose action is known to fit. */
  CompiledStatement whoseActionFits() {
    return new CompiledStatement(this, null, resources);
  }

  /** The same for requests whose resource is the statement's if it fits one of these patterns. */
  CompiledStatement withResources(ResourcePattern[] rest) {
    return new CompiledStatement(this, actions, rest);
  }

  /** Where a statement stands. */
  record Origin(PolicyGroup group, PolicyDocument document, Statement statement) {
    private Layer name() {
      return document.type() == PolicyType.TRUST ? Layer.TRUST : group.layer();
    }
  }

  /** {@link Statement#covers}, with conditions that several statements share asked once. */
  boolean covers(AuthorizationRequest request, Answers answers) {
    if (actions != null && fits(actions, request.actionName()) == actionsExcept) {
      return false;
    }
    RequestContext context = request.context();
    if (resources != null && fits(resources, request.resource(), context) == resourcesExcept) {
      return false;
    }
    for (SharedCondition condition : conditions) {
      if (!answers.satisfies(condition, context, denies)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(ActionPattern[] patterns, ActionName action) {
    for (ActionPattern pattern : patterns) {
      if (pattern.matches(action)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(ResourcePattern[] patterns, String resource, RequestContext context) {
    for (ResourcePattern pattern : patterns) {
      if (pattern.matches(resource, context)) {
        return true;
      }
    }
    return false;
  }

  private static ResourcePattern @Nullable [] resources(Resources resources) {
    return switch (resources) {
      case Resources.Listed(var patterns)
          when patterns.stream().anyMatch(ResourcePattern.Everything.class::isInstance) ->
          null;
      case Resources.Listed(var patterns) -> patterns.toArray(ResourcePattern[]::new);
      case Resources.Except(var patterns) -> patterns.toArray(ResourcePattern[]::new);
      case Resources.Attached attached -> null;
    };
  }

  /** Whether it is a Deny. */
  boolean denies() {
    return denies;
  }

  Statement statement() {
    return statement;
  }

  /** The layer; {@link Layer#RESOURCE} for trust policies too. */
  Layer layer() {
    return layer;
  }

  /** The bit of its group, or those of several. */
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
