package dev.rolecall.operator.task;

import dev.rolecall.directory.Account;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.kube.resource.task.ContainerOverride;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskOverrides;
import dev.rolecall.kube.resource.taskdefinition.ContainerDefinition;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinitionSpec;
import dev.rolecall.kube.task.StartOrder;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.task.ExecutionRoles.Standing;
import dev.rolecall.operator.task.Plan.Outcome;
import dev.rolecall.operator.task.pod.TaskPod;
import dev.rolecall.operator.task.pod.TaskRoles;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Makes plans of tasks: finds the definition, the account, the roles. */
public final class Plans {
  static final String EXECUTION_ROLE_READY = "ExecutionRoleReady";

  private final TaskSettings settings;
  private final BiFunction<String, String, Definition> definitions;
  private final ExecutionRoles roles;

  /**
   * @param definitions by namespace and reference, as {@link TaskDefinitions#find}
   */
  public Plans(
      TaskSettings settings, BiFunction<String, String, Definition> definitions, Clock clock) {
    this.settings = settings;
    this.definitions = definitions;
    this.roles = new ExecutionRoles(clock);
  }

  /** The plan of a task that has no pod, at this moment. */
  public Plan of(Task task, ClusterState state) {
    return of(task, Optional.empty(), state);
  }

  /**
   * The plan of a task at this moment.
   *
   * @param pod the task's own, which runs what was the newest revision when it was made
   */
  Plan of(Task task, Optional<Pod> pod, ClusterState state) {
    String namespace = task.getMetadata().getNamespace();
    Optional<Account> account = state.catalog().accountOf(namespace);
    Optional<String> arn = account.map(owner -> settings.arn(owner.id(), task));
    Optional<String> invalid = TaskDefinitions.problems(task);
    if (invalid.isPresent()) {
      return without(arn, "InvalidSpec", invalid.get());
    }
    if (account.isEmpty()) {
      return without(
          arn,
          "NoAccount",
          "namespace '%s' belongs to no Account, so tasks cannot run there".formatted(namespace));
    }
    if (account.get().suspended()) {
      return without(arn, "AccountSuspended", "account " + account.get().id() + " is suspended");
    }
    String reference =
        pod.flatMap(TaskPod::definition)
            .orElseGet(() -> String.valueOf(task.getSpec().getTaskDefinition()));
    return switch (definitions.apply(namespace, reference)) {
      case Definition.Unusable(var reason, var message) -> without(arn, reason, message);
      case Definition.Found(var definition) ->
          new OfDefinition(task, definition, account.get(), state).plan();
    };
  }

  private static Plan without(Optional<String> arn, String reason, String message) {
    return new Plan(
        arn, Optional.empty(), List.of(), Optional.empty(), new Outcome.Waiting(reason, message));
  }

  private final class OfDefinition {
    private final Task task;
    private final TaskDefinition definition;
    private final TaskDefinitionSpec spec;
    private final Account account;
    private final ClusterState state;

    OfDefinition(Task task, TaskDefinition definition, Account account, ClusterState state) {
      this.task = task;
      this.definition = definition;
      this.spec = definition.getSpec();
      this.account = account;
      this.state = state;
    }

    Plan plan() {
      Optional<Standing> execution =
          Optional.ofNullable(spec.getExecutionRole())
              .map(role ->
                  roles.of(
                      role,
                      account,
                      new ServiceAccountRef(
                          task.getMetadata().getNamespace(),
                          task.getSpec().getServiceAccountName()),
                      Arn.parse(settings.arn(account.id(), task)).orElseThrow(),
                      state.catalog()));
      return new Plan(
          Optional.of(settings.arn(account.id(), task)),
          Optional.of(settings.arn(account.id(), definition)),
          spec.getContainerDefinitions(),
          execution.map(Plans::condition),
          outcome(execution));
    }

    private Outcome outcome(Optional<Standing> execution) {
      Optional<String> stranger = unknownOverride();
      if (stranger.isPresent()) {
        return new Outcome.Waiting(
            "InvalidSpec",
            "spec.overrides.containerOverrides: %s:%d has no container '%s'"
                .formatted(spec.getFamily(), spec.getRevision(), stranger.get()));
      }
      if (!settings.nativeSidecars() && waitsForHealth()) {
        return new Outcome.Waiting(
            "NoNativeSidecars",
            "dependsOn HEALTHY needs init containers that go on, which this Kubernetes does not have"
                + " (1.29 has them): use START");
      }
      if (execution.orElse(null) instanceof Standing.NotReady(var reason, var message)) {
        return new Outcome.Waiting("ExecutionRoleNotReady", message);
      }
      return new Outcome.Possible(TaskPod.of(task, definition, taskRoles(execution)));
    }

    private boolean waitsForHealth() {
      return StartOrder.of(spec.getContainerDefinitions()).first().stream()
          .anyMatch(first -> first.awaited() == StartOrder.Awaited.HEALTHY);
    }

    /** A role that is both is the task's. */
    private TaskRoles taskRoles(Optional<Standing> execution) {
      Optional<String> role =
          Optional.ofNullable(task.getSpec().getOverrides())
              .map(TaskOverrides::getTaskRole)
              .or(() -> Optional.ofNullable(spec.getTaskRole()));
      Optional<RoleArn> own =
          role.flatMap(text -> ExecutionRoles.resolve(text, account, state.catalog()));
      return new TaskRoles(
          role,
          execution
              .filter(Standing.Ready.class::isInstance)
              .map(ready -> ((Standing.Ready) ready).arn())
              .filter(arn -> !own.equals(Optional.of(arn))));
    }

    private Optional<String> unknownOverride() {
      Set<String> known =
          spec.getContainerDefinitions().stream()
              .map(ContainerDefinition::getName)
              .collect(Collectors.toSet());
      return Optional.ofNullable(task.getSpec().getOverrides()).stream()
          .flatMap(overrides -> overrides.getContainerOverrides().stream())
          .map(ContainerOverride::getName)
          .filter(name -> !known.contains(name))
          .findFirst();
    }
  }

  private static Condition condition(Standing standing) {
    ConditionBuilder builder = new ConditionBuilder().withType(EXECUTION_ROLE_READY);
    return switch (standing) {
      case Standing.Ready(var arn) ->
          builder
              .withStatus("True")
              .withReason("RoleReady")
              .withMessage(arn + " exists and trusts ecs-tasks.amazonaws.com")
              .build();
      case Standing.NotReady(var reason, var message) ->
          builder.withStatus("False").withReason(reason).withMessage(message).build();
    };
  }
}
