package dev.rolecall.policy;

import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.index.Feature;
import dev.rolecall.policy.index.Index;
import dev.rolecall.policy.index.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files statements in an index, which leaves of each what is still to be verified where it is
 * found.
 */
final class IndexedStatements implements Index.Keys<CompiledStatement> {
  private final SharedParts shared;
  private final Map<Place, CompiledStatement> rests = new HashMap<>();

  /**
   * @param shared what the statements have in common
   */
  IndexedStatements(SharedParts shared) {
    this.shared = shared;
  }

  /** Where a statement is found, by what a request that finds it there is known to fit. */
  private record Place(CompiledStatement statement, Set<Feature> fitting) {}

  /** Only a resource's policy means some callers and not others. */
  @Override
  public Map<Feature, Set<Key>> of(CompiledStatement compiled) {
    return compiled.layer() == Layer.RESOURCE
        ? StatementKeys.withPrincipals(compiled.statement())
        : StatementKeys.of(compiled.statement());
  }

  @Override
  public CompiledStatement found(CompiledStatement compiled, Set<Feature> fitting) {
    return rests.computeIfAbsent(new Place(compiled, fitting), this::rest);
  }

  private CompiledStatement rest(Place place) {
    Statement statement = place.statement().statement();
    CompiledStatement whoseActionFits =
        StatementProofs.ofAction(statement, place.fitting())
            ? place.statement().whoseActionFits()
            : place.statement();
    return StatementProofs.restOfResource(statement, place.fitting())
        .map(shared::ofAnyResource)
        .map(whoseActionFits::withResources)
        .orElse(whoseActionFits);
  }
}
