package dev.rolecall.operator.task;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.SessionName;
import dev.rolecall.identity.Workload;
import dev.rolecall.trust.TrustDecision;
import dev.rolecall.trust.TrustEvaluator;
import dev.rolecall.trust.TrustPrincipal;
import dev.rolecall.trust.TrustRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the platform could use a role for a task, as ECS asks of task execution roles. */
final class ExecutionRoles {
  private static final String SERVICE = "ecs-tasks.amazonaws.com";
  private static final SessionName SESSION = new SessionName("execution");

  private final TrustEvaluator trust;

  ExecutionRoles(Clock clock) {
    this.trust = new TrustEvaluator(clock);
  }

  /** How a role stands. */
  sealed interface Standing {
    record Ready(RoleArn arn) implements Standing {}

    /**
     * @param reason in CamelCase
     * @param message what is wrong and how to mend it
     */
    record NotReady(String reason, String message) implements Standing {}
  }

  /**
   * The role that a name or an ARN means to a task of a service account.
   *
   * @param account that owns the task's namespace
   * @param task its ARN: {@code aws:SourceArn}
   */
  Standing of(
      String text,
      Account account,
      ServiceAccountRef serviceAccount,
      Arn task,
      ResourceDirectory resources) {
    Optional<RoleArn> arn = resolve(text, account, resources);
    if (arn.isEmpty()) {
      return new Standing.NotReady(
          "RoleInvalid", "executionRole '%s' is no role's name or ARN".formatted(text));
    }
    if (!arn.get().account().equals(account.id())) {
      return new Standing.NotReady(
          "RoleOfOtherAccount",
          "executionRole %s is not of account %s, which owns namespace '%s': name one that is"
              .formatted(arn.get(), account.id(), serviceAccount.namespace()));
    }
    return resources
        .role(arn.get())
        .map(role -> trusted(role, serviceAccount, task))
        .orElseGet(() ->
            new Standing.NotReady(
                "RoleNotFound", "executionRole %s does not exist".formatted(arn.get())));
  }

  /** A name with the path of the account's role; empty where the text is neither name nor ARN. */
  static Optional<RoleArn> resolve(String text, Account account, ResourceDirectory resources) {
    if (text.startsWith("arn:")) {
      return RoleArn.parse(text);
    }
    return RoleArn.NAME.matcher(text).matches()
        ? Optional.of(
            resources
                .role(account.id(), text)
                .map(Role::arn)
                .orElseGet(() -> new RoleArn(account.id(), "/", text)))
        : Optional.empty();
  }

  private Standing trusted(Role role, ServiceAccountRef serviceAccount, Arn task) {
    Workload workload =
        new Workload(
            new PodRef(serviceAccount.namespace(), "task", "task"),
            serviceAccount,
            "",
            Map.of(),
            Map.of(),
            Map.of());
    TrustRequest request =
        new TrustRequest(
            new TrustPrincipal.Service(SERVICE, workload, task), role, SESSION, Map.of(), Set.of());
    return switch (trust.evaluate(request)) {
      case TrustDecision.Trusted trusted -> new Standing.Ready(role.arn());
      case TrustDecision.NotTrusted(var action, var decision, var reason) ->
          new Standing.NotReady(
              "RoleNotTrusting",
              "executionRole %s does not let %s assume it: %s"
                  .formatted(role.arn(), SERVICE, reason));
    };
  }
}
