package dev.rolecall.policy.explain;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.EvaluationRules;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.Principals.Match;
import dev.rolecall.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks each layer, in the order of IAM's evaluation logic. */
final class LayerTracer {
  private final Policies policies;
  private final AuthorizationRequest request;
  private final StatementTracer statements;
  private final Bearings bearings;
  private final List<StatementTrace> resource;

  private LayerTracer(Policies policies, AuthorizationRequest request) {
    this.policies = policies;
    this.request = request;
    this.statements = new StatementTracer(request, !policies.boundaries().isEmpty());
    this.resource = ofResource(policies.resource());
    this.bearings = new Bearings(request, grant(resource));
  }

  static List<LayerTrace> trace(Policies policies, AuthorizationRequest request) {
    return new LayerTracer(policies, request).trace();
  }

  private List<LayerTrace> trace() {
    List<LayerTrace> layers = new ArrayList<>();
    layers.addAll(levels(Layer.RCP, "resource control policies", policies.rcps()));
    layers.addAll(levels(Layer.SCP, "service control policies", policies.scps()));
    boolean present = policies.resource() != null;
    layers.add(
        new LayerTrace(
            EvaluationRules.resourceLayer(request),
            EvaluationRules.resourceLayer(request).toString(),
            bearings.resource(present),
            resource));
    layers.add(
        layer(Layer.IDENTITY, "identity-based policies", bearings.identity(), policies.identity()));
    layers.addAll(boundaries());
    layers.add(
        layer(
            Layer.SESSION,
            "session policy",
            bearings.session(policies.session() != null),
            documents(policies.session())));
    return layers;
  }

  private List<StatementTrace> ofResource(@Nullable PolicyDocument document) {
    boolean trust = document != null && document.type() == PolicyType.TRUST;
    return statements.trace(trust ? Layer.TRUST : Layer.RESOURCE, documents(document));
  }

  private List<LayerTrace> levels(Layer layer, String name, List<List<PolicyDocument>> levels) {
    if (levels.isEmpty()) {
      return List.of(layer(layer, name, bearings.none(), List.of()));
    }
    Bearing bearing = layer == Layer.SCP ? bearings.scp() : bearings.rcp();
    List<LayerTrace> traces = new ArrayList<>();
    for (List<PolicyDocument> level : levels) {
      traces.add(layer(layer, numbered(name, ", level ", traces.size(), levels), bearing, level));
    }
    return traces;
  }

  private List<LayerTrace> boundaries() {
    if (policies.boundaries().isEmpty()) {
      return List.of(layer(Layer.BOUNDARY, "permissions boundary", bearings.none(), List.of()));
    }
    List<LayerTrace> traces = new ArrayList<>();
    for (PolicyDocument boundary : policies.boundaries()) {
      String name = numbered("permissions boundary", " ", traces.size(), policies.boundaries());
      traces.add(layer(Layer.BOUNDARY, name, bearings.boundary(), List.of(boundary)));
    }
    return traces;
  }

  private LayerTrace layer(
      Layer layer, String name, Bearing bearing, List<PolicyDocument> documents) {
    return new LayerTrace(layer, name, bearing, statements.trace(layer, documents));
  }

  /** How closely the resource's policy means the caller in what it grants. */
  private static Match grant(List<StatementTrace> resource) {
    return resource.stream()
        .filter(statement -> statement.effect() == Effect.ALLOW && statement.applies())
        .map(StatementTrace::match)
        .max(Comparator.naturalOrder())
        .orElse(Match.NONE);
  }

  private static String numbered(String name, String word, int index, List<?> all) {
    return all.size() == 1 ? name : name + word + (index + 1) + " of " + all.size();
  }

  private static List<PolicyDocument> documents(@Nullable PolicyDocument document) {
    return document == null ? List.of() : List.of(document);
  }
}
