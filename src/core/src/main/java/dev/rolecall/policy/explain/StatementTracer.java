package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision.DecidedBy;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.explain.PartTrace.Part;
import dev.rolecall.policy.explain.missing.PolicyVariables;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.Resources;
import java.util.ArrayList;
import java.util.List;

/** Holds a statement against a request, part by part, with the matchers that decide. */
record StatementTracer(AuthorizationRequest request, boolean bounded) {
  List<StatementTrace> trace(Layer layer, List<PolicyDocument> documents) {
    List<StatementTrace> traces = new ArrayList<>();
    for (PolicyDocument document : documents) {
      for (Statement statement : document.statements()) {
        traces.add(trace(layer, document, statement));
      }
    }
    return traces;
  }

  private StatementTrace trace(Layer layer, PolicyDocument document, Statement statement) {
    List<PartTrace> parts = new ArrayList<>();
    Match match = Match.NONE;
    if (layer == Layer.RESOURCE || layer == Layer.TRUST) {
      PrincipalTracer principals = new PrincipalTracer(request, layer, bounded);
      match = principals.match(statement);
      parts.add(principals.trace(statement));
    }
    parts.add(action(statement.actions()));
    parts.add(resource(statement.resources()));
    RequestContext context = request.context();
    return new StatementTrace(
        new DecidedBy(
            layer, document.name(), statement.sid(), statement.index(), statement.position()),
        statement.effect(),
        match,
        parts,
        statement.conditions().stream()
            .map(condition -> ConditionTracer.trace(context, condition, statement.effect()))
            .toList());
  }

  private PartTrace action(Actions actions) {
    String action = request.action();
    boolean fits = actions.cover(request.actionName());
    return switch (actions) {
      case Actions.Listed(var patterns) ->
          new PartTrace(
              Part.ACTION,
              "Action",
              texts(patterns),
              fits,
              patterns.isEmpty()
                  ? "the list of actions is empty"
                  : (fits ? "it covers " : "it does not cover ") + action);
      case Actions.Except(var patterns) ->
          new PartTrace(
              Part.ACTION,
              "NotAction",
              texts(patterns),
              fits,
              fits ? "it does not leave out " + action : "it leaves out " + action);
    };
  }

  private PartTrace resource(Resources resources) {
    String resource = request.resource();
    boolean fits = resources.cover(resource, request.context());
    return switch (resources) {
      case Resources.Listed(var patterns) ->
          new PartTrace(
              Part.RESOURCE,
              "Resource",
              texts(patterns),
              fits,
              patterns.isEmpty()
                  ? "the list of resources is empty"
                  : (fits ? "it covers " : "it does not cover ") + resource + unresolved(patterns));
      case Resources.Except(var patterns) ->
          new PartTrace(
              Part.RESOURCE,
              "NotResource",
              texts(patterns),
              fits,
              (fits ? "it does not leave out " : "it leaves out ")
                  + resource
                  + unresolved(patterns));
      case Resources.Attached attached ->
          new PartTrace(
              Part.RESOURCE,
              "Resource",
              List.of(),
              fits,
              "the resource is the one that the policy is attached to");
    };
  }

  private String unresolved(List<ResourcePattern> patterns) {
    RequestContext context = request.context();
    List<String> keys =
        patterns.stream()
            // In a policy without variables, a text matches itself whatever it looks like.
            .filter(pattern -> !pattern.matches(pattern.toString(), context))
            .flatMap(pattern -> PolicyVariables.unresolved(pattern.toString(), context).stream())
            .distinct()
            .toList();
    return keys.isEmpty() ? "" : "; the request has no value for " + Words.variables(keys);
  }

  private static List<String> texts(List<?> patterns) {
    return patterns.stream().map(Object::toString).toList();
  }
}
