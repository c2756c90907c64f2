package dev.rolecall.policy.explain;

import dev.rolecall.json.Json;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.explain.missing.MissingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An explanation as JSON: everything, nothing folded. {@code docs/explain.md} lists the fields. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /** Compact JSON text of one object. */
  public static String of(Explanation explanation) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("decision", name(explanation.decision()));
    object.put("reason", Words.reason(explanation.decision(), explanation.request()));
    explanation.decision().decidedBy().ifPresent(by -> object.put("decidedBy", statement(by)));
    if (explanation.decision() instanceof Decision.ImplicitDeny(var layer)) {
      object.put("blockedBy", layer.name());
    }
    object.put("request", request(explanation.request()));
    List<StatementTrace> deciding = explanation.deciding();
    object.put(
        "layers", explanation.layers().stream().map(layer -> layer(layer, deciding)).toList());
    object.put("missingContext", missing(explanation.missing(), explanation.request()));
    return Json.write(object);
  }

  private static String name(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> "Allow";
      case Decision.ExplicitDeny deny -> "ExplicitDeny";
      case Decision.ImplicitDeny deny -> "ImplicitDeny";
    };
  }

  private static Map<String, Object> request(AuthorizationRequest request) {
    Map<String, Object> context = new LinkedHashMap<>();
    request.context().entries().forEach((key, entry) -> context.put(key, value(entry)));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("principal", Words.caller(request.caller()));
    object.put("action", request.action());
    object.put("resource", request.resource());
    object.put("resourceAccount", request.resourceAccount().value());
    object.put("context", context);
    return object;
  }

  private static Object value(RequestContext.Entry entry) {
    return entry.multivalued() || entry.values().size() != 1
        ? entry.values()
        : entry.values().getFirst();
  }

  private static Map<String, Object> layer(LayerTrace layer, List<StatementTrace> deciding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("layer", layer.layer().name());
    object.put("name", layer.name());
    object.put(
        "bearing",
        switch (layer.bearing()) {
          case Bearing.MustAllow must -> "mustAllow";
          case Bearing.MayAllow may -> "mayAllow";
          case Bearing.Bypassed bypassed -> "bypassed";
          case Bearing.NotApplicable none -> "notApplicable";
        });
    object.put("why", layer.bearing().why());
    object.put("answer", layer.answer().name().toLowerCase(Locale.ROOT));
    object.put("blocks", layer.blocks());
    object.put(
        "statements",
        layer.statements().stream()
            .map(statement -> statement(statement, deciding.contains(statement)))
            .toList());
    return object;
  }

  private static Map<String, Object> statement(StatementTrace statement, boolean decides) {
    Map<String, Object> object = statement(statement.place());
    object.put("effect", statement.effect() == Effect.ALLOW ? "Allow" : "Deny");
    object.put("applies", statement.applies());
    object.put("decides", decides);
    object.put("parts", statement.parts().stream().map(ExplanationJson::part).toList());
    object.put(
        "conditions", statement.conditions().stream().map(ExplanationJson::condition).toList());
    return object;
  }

  private static Map<String, Object> statement(DecidedBy place) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("layer", place.layer().name());
    object.put("policy", place.policy());
    object.put("sid", place.sid());
    object.put("index", place.index());
    object.put("line", place.position().line());
    object.put("column", place.position().column());
    return object;
  }

  private static Map<String, Object> part(PartTrace part) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("element", part.element());
    object.put("entries", part.entries());
    object.put("fits", part.fits());
    object.put("why", part.why());
    return object;
  }

  private static Map<String, Object> condition(ConditionTrace trace) {
    Map<String, Object> object = condition(trace.condition());
    object.put("holds", trace.holds());
    object.put("cause", trace.cause().name());
    trace.given().ifPresent(given -> object.put("request", value(given)));
    object.put("why", trace.why());
    return object;
  }

  private static Map<String, Object> condition(Condition condition) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("operator", condition.operator().toString());
    object.put("key", condition.key());
    object.put("values", condition.values().stream().map(Object::toString).toList());
    return object;
  }

  private static Map<String, Object> missing(MissingContext missing, AuthorizationRequest request) {
    Map<String, Object> object = new LinkedHashMap<>();
    switch (missing) {
      case MissingContext.NotInvolved none -> object.put("answer", "notInvolved");
      case MissingContext.Witness(var settings) -> {
        object.put("answer", "allowedWith");
        object.put("context", settings.stream().map(ExplanationJson::setting).toList());
      }
      case MissingContext.NothingHelps(var keys, var still) -> {
        object.put("answer", "nothingHelps");
        object.put("keys", keys);
        object.put("why", Words.reason(still, request));
      }
      case MissingContext.NotFound(var keys, var tried, var bounded) -> {
        object.put("answer", "notFound");
        object.put("keys", keys);
        object.put("tried", tried);
        object.put("bounded", bounded);
      }
    }
    return object;
  }

  private static Map<String, Object> setting(MissingContext.Setting setting) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("key", setting.key());
    object.put("value", value(setting.value()));
    object.put("multivalued", setting.value().multivalued());
    object.put("reasons", setting.reasons().stream().map(ExplanationJson::reason).toList());
    return object;
  }

  private static Map<String, Object> reason(MissingContext.Reason reason) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("statement", statement(reason.statement()));
    reason.condition().ifPresent(condition -> object.put("condition", condition(condition)));
    return object;
  }
}
