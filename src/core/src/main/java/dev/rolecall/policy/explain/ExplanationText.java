package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An explanation as a person reads it: first the decision and its reason, then what each layer
 * says, what decided, what came close, and what missing condition keys could have changed.
 */
public final class ExplanationText {
  private final Explanation explanation;
  private final Detail detail;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(Explanation explanation, Detail detail) {
    this.explanation = explanation;
    this.detail = detail;
  }

  /** How many statements are shown. */
  public enum Detail {
    /** Those that decided, and the nearest of those that might have allowed it. */
    NEAREST,
    /** Every one. */
    ALL
  }

  /** Lines, the last ended too. */
  public static String of(Explanation explanation, Detail detail) {
    return new ExplanationText(explanation, detail).text();
  }

  private String text() {
    AuthorizationRequest request = explanation.request();
    lines.add(Words.reason(explanation.decision(), request));
    request();
    layers();
    deciding();
    new NearMissText(explanation, detail, lines).add();
    new MissingContextText(request, lines).add(explanation.missing());
    return String.join("\n", lines) + "\n";
  }

  private void request() {
    AuthorizationRequest request = explanation.request();
    lines.add("");
    lines.add("Request");
    lines.add("  principal  " + Words.caller(request.caller()));
    lines.add("  action     " + request.action());
    lines.add("  resource   " + request.resource() + " of account " + request.resourceAccount());
    String label = "  context    ";
    for (Map.Entry<String, RequestContext.Entry> key : request.context().entries().entrySet()) {
      lines.add(label + key.getKey() + " = " + Words.values(key.getValue()));
      label = "             ";
    }
  }

  private void layers() {
    lines.add("");
    lines.add("Layers");
    int width =
        explanation.layers().stream().mapToInt(layer -> layer.name().length()).max().orElse(0);
    for (LayerTrace layer : explanation.layers()) {
      lines.add(
          "  %-".concat(width + "s  %-9s  %s").formatted(layer.name(), word(layer), why(layer)));
    }
  }

  private static String word(LayerTrace layer) {
    return switch (layer.bearing()) {
      case Bearing.NotApplicable none -> "-";
      case Bearing.Bypassed bypassed when layer.answer() == LayerTrace.Answer.SILENT -> "bypassed";
      default ->
          switch (layer.answer()) {
            case DENIES -> "denies";
            case ALLOWS -> "allows";
            case SILENT -> layer.blocks() ? "blocks" : "silent";
          };
    };
  }

  private static String why(LayerTrace layer) {
    if (layer.bearing() instanceof Bearing.NotApplicable) {
      return layer.bearing().why();
    }
    return switch (layer.answer()) {
      case DENIES -> first(layer, Effect.DENY);
      case ALLOWS -> first(layer, Effect.ALLOW);
      case SILENT ->
          layer.blocks()
              ? "no statement allows it; " + layer.bearing().why()
              : layer.bearing().why();
    };
  }

  private static String first(LayerTrace layer, Effect effect) {
    return layer.statements().stream()
        .filter(statement -> statement.effect() == effect && statement.applies())
        .map(statement -> statement.place().toString())
        .findFirst()
        .orElse("");
  }

  private void deciding() {
    List<StatementTrace> deciding = explanation.deciding();
    if (deciding.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        explanation.decision() instanceof Decision.Allow ? "What allows it" : "What denies it");
    deciding.forEach(statement -> lines.addAll(StatementText.whole(statement)));
  }
}
