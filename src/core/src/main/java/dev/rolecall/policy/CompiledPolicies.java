package dev.rolecall.policy;

import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.List;

/** Groups of documents that are compiled together and share an index; immutable. */
final class CompiledPolicies {
  private final CompiledStatement[] denials;
  private final CompiledStatement[] grants;
  private final long rcps;
  private final long scps;
  private final long boundaries;
  private final long sessions;

  /**
   * Documents of which one must allow.
   *
   * @param layer {@link Layer#RESOURCE} for trust policies too
   */
  record Source(Layer layer, List<PolicyDocument> documents) {}

  private CompiledPolicies(List<PolicyGroup> groups, List<CompiledStatement> statements) {
    denials = with(Effect.DENY, statements);
    grants = with(Effect.ALLOW, statements);
    rcps = bits(Layer.RCP, groups);
    scps = bits(Layer.SCP, groups);
    boundaries = bits(Layer.BOUNDARY, groups);
    sessions = bits(Layer.SESSION, groups);
  }

  /**
   * @param sources in the order in which their denials are named; at most {@link PolicyGroup#MOST}
   */
  static CompiledPolicies compile(List<Source> sources) {
    List<PolicyGroup> groups = new ArrayList<>();
    List<CompiledStatement> statements = new ArrayList<>();
    for (Source source : sources) {
      PolicyGroup group = new PolicyGroup(source.layer(), 1L << groups.size());
      groups.add(group);
      for (PolicyDocument document : source.documents()) {
        for (Statement statement : document.statements()) {
          statements.add(new CompiledStatement(statement, group, document, statements.size()));
        }
      }
    }
    return new CompiledPolicies(groups, statements);
  }

  /** Looks for a denial that is named before the one that is known already. */
  void deny(Evaluation evaluation) {
    evaluation.enterDenials();
    for (CompiledStatement statement : denials) {
      evaluation.deny(statement);
    }
  }

  /** Looks for what allows: of each group whether, of the caller's and the resource's what. */
  void allow(Evaluation evaluation) {
    evaluation.enterGrants();
    for (CompiledStatement statement : grants) {
      evaluation.allow(statement);
    }
    evaluation.leaveGrants(this);
  }

  long rcps() {
    return rcps;
  }

  long scps() {
    return scps;
  }

  long boundaries() {
    return boundaries;
  }

  long sessions() {
    return sessions;
  }

  private static CompiledStatement[] with(Effect effect, List<CompiledStatement> statements) {
    return statements.stream()
        .filter(compiled -> compiled.statement().effect() == effect)
        .toArray(CompiledStatement[]::new);
  }

  private static long bits(Layer layer, List<PolicyGroup> groups) {
    return groups.stream()
        .filter(group -> group.layer() == layer)
        .mapToLong(PolicyGroup::bit)
        .reduce(0, (one, other) -> one | other);
  }
}
