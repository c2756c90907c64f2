package dev.rolecall.operator.state;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.identity.SessionName;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.Statement;
import dev.rolecall.policy.Statement.Effect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the role of an association may ever assume its target role, whatever the conditions of
 * statements say: those depend on the pod, and there may be none yet.
 */
record TargetReach(Catalog catalog) {
  private static final List<String> ACTIONS = List.of("sts:AssumeRole", "sts:TagSession");
  private static final SessionName SESSION = new SessionName("status");

  /** Why it may not, and what to do; empty where it may, or there is no target. */
  Optional<String> problem(AssociatedRole named) {
    Optional<Role> role = catalog.role(named.role());
    Optional<Role> target = named.target().flatMap(catalog::role);
    if (role.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    return ACTIONS.stream()
        .filter(action -> named.attestedTags() || action.equals(ACTIONS.getFirst()))
        .map(action -> problem(action, role.get(), target.get()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> problem(String action, Role role, Role target) {
    Decision decision =
        policies(role, target)
            .decide(
                new AuthorizationRequest(
                    new Caller.RoleSession(role.arn(), role.arn().assumedBy(SESSION)),
                    action,
                    target.arn().toString(),
                    target.arn().account(),
                    context(role)));
    return switch (decision) {
      case Decision.Allow allow -> Optional.empty();
      case Decision.ExplicitDeny(var by) ->
          Optional.of(sentence(action, role, target, by.layer(), "denies"));
      case Decision.ImplicitDeny(var layer) ->
          Optional.of(sentence(action, role, target, layer, "does not allow"));
    };
  }

  /** Says which side it is, and never what another account's policies say. */
  private static String sentence(String action, Role role, Role target, Layer layer, String verb) {
    return layer == Layer.TRUST
        ? "the trust policy of target role %s %s %s to %s; have it admit the role"
            .formatted(target.arn(), verb, action, role.arn())
        : "role %s may not go on to target role %s: its %s %s %s on it; change that"
            .formatted(role.arn(), target.arn(), layer, verb, action);
  }

  private PolicySet policies(Role role, Role target) {
    Optional<Account> account = catalog.account(role.arn().account());
    Policies own =
        new Policies(
            atBest(role.policies()),
            null,
            atBest(
                Stream.of(
                        Optional.ofNullable(role.boundary()),
                        account.flatMap(it -> Optional.ofNullable(it.boundary())))
                    .flatMap(Optional::stream)
                    .toList()),
            null,
            account.map(Account::scps).orElse(List.of()).stream().map(TargetReach::atBest).toList(),
            List.of());
    return PolicySet.compile(own)
        .and(PolicySet.compile(Policies.ofResource(atBest(target.trustPolicy()))));
  }

  private static List<PolicyDocument> atBest(List<PolicyDocument> documents) {
    return documents.stream().map(TargetReach::atBest).toList();
  }

  /** What allows, allows; what denies on a condition does not deny. */
  private static PolicyDocument atBest(PolicyDocument document) {
    return document.with(
        document.statements().stream()
            .filter(
                statement -> statement.effect() == Effect.ALLOW || statement.conditions().isEmpty())
            .map(TargetReach::withoutConditions)
            .toList());
  }

  private static Statement withoutConditions(Statement statement) {
    return new Statement(
        statement.index(),
        statement.sid(),
        statement.position(),
        statement.effect(),
        statement.principals(),
        statement.actions(),
        statement.resources(),
        List.of());
  }

  /** By its unique id trust policies know the role that they hold. */
  private static RequestContext context(Role role) {
    RequestContext.Builder context = RequestContext.builder();
    context.put("aws:userid", role.id() + ":" + SESSION);
    return context.build();
  }
}
