package dev.rolecall.policy.explain.missing;

import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Condition;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyEvaluator;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.Principals;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.pattern.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The policies without the statements that no value of a missing key can make apply: those for
 * other actions, resources or principals, and those with a condition that the request's own values
 * fail.
 */
record PossiblePolicies(Policies policies, AuthorizationRequest request, List<String> missingKeys) {
  static PossiblePolicies of(Policies all, AuthorizationRequest request) {
    OpenParts open = new OpenParts(request);
    boolean bounded = !all.boundaries().isEmpty();
    Policies policies =
        map(
            all,
            statement ->
                Optional.of(statement)
                    .filter(kept -> open.mayApply(kept) && open.mayMean(kept, bounded)));
    Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    statements(policies).forEach(statement -> keys.addAll(open.missingKeys(statement)));
    return new PossiblePolicies(policies, request, List.copyOf(keys));
  }

  /**
   * What they would decide if each condition on missing keys were as one wishes: true in an Allow
   * and false in a Deny. Where this is a denial, every value leads to one.
   */
  Decision wishfulDecision() {
    OpenParts open = new OpenParts(request);
    return PolicyEvaluator.evaluate(map(policies, statement -> wished(statement, open)), request);
  }

  /** The same without what denies only by grace of missing keys. */
  Policies withoutOpenDenials() {
    OpenParts open = new OpenParts(request);
    return map(
        policies,
        statement ->
            Optional.of(statement)
                .filter(kept -> kept.effect() == Effect.ALLOW || !open.isOpen(kept)));
  }

  private static Optional<Statement> wished(Statement statement, OpenParts open) {
    if (!open.isOpen(statement)) {
      return Optional.of(statement);
    }
    if (statement.effect() == Effect.DENY) {
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            statement.index(),
            statement.sid(),
            statement.position(),
            statement.effect(),
            open.hasOpenPrincipal(statement)
                ? new Principals.Listed(List.of(new Principals.Anyone()))
                : statement.principals(),
            statement.actions(),
            open.hasOpenResource(statement) ? new Resources.Attached() : statement.resources(),
            statement.conditions().stream().filter(condition -> !open.isOpen(condition)).toList()));
  }

  /** Every statement. */
  Stream<Statement> statements() {
    return statements(policies);
  }

  List<Condition> conditions() {
    return statements().flatMap(statement -> statement.conditions().stream()).toList();
  }

  private static Stream<Statement> statements(Policies policies) {
    return inLayers(policies).stream().flatMap(found -> found.document().statements().stream());
  }

  /** A document and where it counts. */
  record InLayer(Layer layer, PolicyDocument document) {}

  /** Every document that there is. */
  List<InLayer> inLayers() {
    return inLayers(policies);
  }

  private static List<InLayer> inLayers(Policies policies) {
    List<InLayer> found = new ArrayList<>();
    policies.rcps().forEach(level -> add(found, Layer.RCP, level));
    policies.scps().forEach(level -> add(found, Layer.SCP, level));
    PolicyDocument resource = policies.resource();
    if (resource != null) {
      Layer layer = resource.type() == PolicyType.TRUST ? Layer.TRUST : Layer.RESOURCE;
      add(found, layer, List.of(resource));
    }
    add(found, Layer.IDENTITY, policies.identity());
    add(found, Layer.BOUNDARY, policies.boundaries());
    PolicyDocument session = policies.session();
    if (session != null) {
      add(found, Layer.SESSION, List.of(session));
    }
    return found;
  }

  private static void add(List<InLayer> found, Layer layer, List<PolicyDocument> documents) {
    documents.forEach(document -> found.add(new InLayer(layer, document)));
  }

  private static Policies map(Policies all, Function<Statement, Optional<Statement>> change) {
    return new Policies(
        map(all.identity(), change),
        all.resource() == null ? null : map(all.resource(), change),
        map(all.boundaries(), change),
        all.session() == null ? null : map(all.session(), change),
        all.scps().stream().map(level -> map(level, change)).toList(),
        all.rcps().stream().map(level -> map(level, change)).toList());
  }

  private static List<PolicyDocument> map(
      List<PolicyDocument> documents, Function<Statement, Optional<Statement>> change) {
    return documents.stream().map(document -> map(document, change)).toList();
  }

  private static PolicyDocument map(
      PolicyDocument document, Function<Statement, Optional<Statement>> change) {
    return document.with(
        document.statements().stream().flatMap(found -> change.apply(found).stream()).toList());
  }
}
