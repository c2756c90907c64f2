package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.explain.missing.MissingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A decision with its reasons.
 *
 * @param layers every layer of policies, in the order in which they are asked
 * @param missing what condition keys that the request lacks have to do with a denial
 */
public record Explanation(
    AuthorizationRequest request,
    Decision decision,
    List<LayerTrace> layers,
    MissingContext missing) {
  public Explanation {
    layers = List.copyOf(layers);
  }

  /** Every statement of every layer. */
  public Stream<StatementTrace> statements() {
    return layers.stream().flatMap(layer -> layer.statements().stream());
  }

  /**
   * Every statement that decided: for an explicit denial all that deny it; for a permission all
   * that allow it, in layers that bear on the request; none for an implicit denial.
   */
  public List<StatementTrace> deciding() {
    return layers.stream()
        .filter(layer -> !(layer.bearing() instanceof Bearing.NotApplicable))
        .flatMap(layer -> layer.statements().stream())
        .filter(this::decides)
        .toList();
  }

  private boolean decides(StatementTrace statement) {
    return statement.applies()
        && switch (decision) {
          case Decision.Allow allow -> statement.effect() == Effect.ALLOW;
          case Decision.ExplicitDeny deny -> statement.effect() == Effect.DENY;
          case Decision.ImplicitDeny deny -> false;
        };
  }

  /** The first layer that had to allow the request and does not. */
  public Optional<LayerTrace> blocking() {
    return layers.stream().filter(LayerTrace::blocks).findFirst();
  }
}
