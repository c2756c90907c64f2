package dev.rolecall.operator.state;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.SessionName;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.Decision;
import dev.rolecall.policy.Decision.Layer;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicySet;
import dev.rolecall.policy.PolicyType;
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

  /** Stands for a trust policy that is not for others to know. */
  private static final PolicySet ADMITTING =
      PolicySet.compile(
          Policies.ofResource(
              read(
                  """
                  {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                   "Principal": {"AWS": "*"}, "Action": ["sts:AssumeRole", "sts:TagSession"]}}
                  """)));

  /** Why it may not, and what to do; empty where it may, or there is no target. */
  Optional<String> problem(AssociatedRole named) {
    Optional<Role> role = catalog.role(named.role());
    Optional<Role> target = named.target().flatMap(catalog::role);
    if (role.isEmpty() || named.target().isEmpty()) {
      return Optional.empty();
    }
    RoleArn arn = named.target().get();
    return ACTIONS.stream()
        .filter(action -> named.attestedTags() || action.equals(ACTIONS.getFirst()))
        .map(action ->
            arn.account().equals(role.get().arn().account())
                ? target.flatMap(own -> ofOwn(action, role.get(), own))
                : ofAnother(action, role.get(), arn, target))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> ofOwn(String action, Role role, Role target) {
    PolicySet both = own(role).and(trust(target));
    return refusal(decide(both, action, role, target.arn(), target.arn().account()))
        .map(refusal -> sentence(action, role, target.arn(), refusal));
  }

  /**
   * First what the role itself may, which its own account knows; then one answer for a target that
   * is not there and for one that does not admit the role.
   */
  private Optional<String> ofAnother(String action, Role role, RoleArn arn, Optional<Role> target) {
    Optional<String> own =
        refusal(decide(own(role).and(ADMITTING), action, role, arn, arn.account()))
            .map(refusal -> sentence(action, role, arn, refusal));
    if (own.isPresent()) {
      return own;
    }
    boolean admitted =
        target
            .map(it -> decide(own(role).and(trust(it)), action, role, arn, arn.account()))
            .filter(Decision.Allow.class::isInstance)
            .isPresent();
    return admitted
        ? Optional.empty()
        : Optional.of(
            "target role %s is not there, or its trust policy does not allow %s to %s; have its account admit the role"
                .formatted(arn, action, role.arn()));
  }

  private static Decision decide(
      PolicySet policies, String action, Role role, RoleArn target, AccountId owner) {
    return policies.decide(
        new AuthorizationRequest(
            new Caller.RoleSession(role.arn(), role.arn().assumedBy(SESSION)),
            action,
            target.toString(),
            owner,
            context(role)));
  }

  private record Refusal(Layer layer, String verb) {}

  private static Optional<Refusal> refusal(Decision decision) {
    return switch (decision) {
      case Decision.Allow allow -> Optional.empty();
      case Decision.ExplicitDeny(var by) -> Optional.of(new Refusal(by.layer(), "denies"));
      case Decision.ImplicitDeny(var layer) -> Optional.of(new Refusal(layer, "does not allow"));
    };
  }

  /** Says which side it is. */
  private static String sentence(String action, Role role, RoleArn target, Refusal refusal) {
    return refusal.layer() == Layer.TRUST
        ? "the trust policy of target role %s %s %s to %s; have it admit the role"
            .formatted(target, refusal.verb(), action, role.arn())
        : "role %s may not go on to target role %s: its %s %s %s on it; change that"
            .formatted(role.arn(), target, refusal.layer(), refusal.verb(), action);
  }

  private static PolicyDocument read(String trust) {
    return switch (PolicyReader.read(PolicyType.TRUST, "a trust policy that admits all", trust)) {
      case PolicyReading.Read read -> read.document();
      case PolicyReading.Refused refused ->
          throw new IllegalStateException(refused.problems().toString());
    };
  }

  private static PolicySet trust(Role target) {
    return PolicySet.compile(Policies.ofResource(atBest(target.trustPolicy())));
  }

  private PolicySet own(Role role) {
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
    return PolicySet.compile(own);
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
