package dev.rolecall.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Statement.Effect;
import java.util.List;

/** What must be true of every explanation, whatever the policies. */
final class Consistency {
  private Consistency() {}

  /** Fails where the traces contradict the decision, or do not support it. */
  static void check(Explanation explanation) {
    switch (explanation.decision()) {
      case Decision.Allow(var by) -> {
        assertThat(denials(explanation)).isEmpty();
        assertThat(explanation.blocking()).isEmpty();
        if (!by.isRule()) {
          assertThat(places(explanation.deciding())).contains(by);
        }
      }
      case Decision.ExplicitDeny(var by) -> {
        assertThat(denials(explanation)).contains(by);
        assertThat(places(explanation.deciding())).containsExactlyElementsOf(denials(explanation));
      }
      case Decision.ImplicitDeny(var layer) -> {
        assertThat(denials(explanation)).isEmpty();
        assertThat(explanation.blocking().map(LayerTrace::layer)).contains(layer);
        assertThat(explanation.deciding()).isEmpty();
      }
    }
    checkTexts(explanation);
  }

  private static void checkTexts(Explanation explanation) {
    try {
      assertThat(Json.write(Json.parse(ExplanationJson.of(explanation))))
          .isEqualTo(ExplanationJson.of(explanation));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
    for (ExplanationText.Detail detail : ExplanationText.Detail.values()) {
      assertThat(ExplanationText.of(explanation, detail))
          .startsWith(explanation.decision().allowed() ? "Allowed: " : "Denied: ");
    }
  }

  /** The statements that deny, of layers that bear on the request. */
  private static List<DecidedBy> denials(Explanation explanation) {
    return explanation.layers().stream()
        .filter(layer -> !(layer.bearing() instanceof Bearing.NotApplicable))
        .flatMap(layer -> layer.statements().stream())
        .filter(statement -> statement.effect() == Effect.DENY && statement.applies())
        .map(StatementTrace::place)
        .toList();
  }

  private static List<DecidedBy> places(List<StatementTrace> statements) {
    return statements.stream().map(StatementTrace::place).toList();
  }
}
