package dev.rolecall.policy;

import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Statement.Effect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents of which one must allow, and none deny; who asks does not matter to them. */
record PolicyLayer(Layer layer, List<PolicyDocument> documents) {
  static PolicyLayer of(Layer layer, @Nullable PolicyDocument document) {
    return new PolicyLayer(layer, document == null ? List.of() : List.of(document));
  }

  /** The statement that denies the request, where one does. */
  Optional<DecidedBy> denial(AuthorizationRequest request) {
    return first(Effect.DENY, request);
  }

  /** A statement that allows the request. */
  Optional<DecidedBy> permission(AuthorizationRequest request) {
    return first(Effect.ALLOW, request);
  }

  private Optional<DecidedBy> first(Effect effect, AuthorizationRequest request) {
    for (PolicyDocument document : documents) {
      for (Statement statement : document.statements()) {
        if (statement.effect() == effect && statement.covers(request)) {
          return Optional.of(decidedBy(layer, document, statement));
        }
      }
    }
    return Optional.empty();
  }

  static DecidedBy decidedBy(Layer layer, PolicyDocument document, Statement statement) {
    return new DecidedBy(
        layer, document.name(), statement.sid(), statement.index(), statement.position());
  }
}
