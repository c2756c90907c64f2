package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.task.TaskStatus;
import dev.rolecall.operator.reconcile.Persistence;
import dev.rolecall.operator.reconcile.RefusedStatus;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.task.pod.TaskPod;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives each Task its pod, ends it, and says in its status how it is. Looks at the whole state each
 * time: who begins to lead goes on where the other stopped.
 */
@Singleton
@LookupIfProperty(name = "rolecall.tasks.enabled", stringValue = "true", lookupIfMissing = true)
@ControllerConfiguration(name = "task")
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class TaskReconciler implements Reconciler<Task> {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration MOST_PATIENT = Duration.ofMinutes(5);

  /** Of a task's age. */
  private static final int PART = 10;

  private static final Duration LATER = Duration.ofSeconds(30);

  private final StateWatch watch;
  private final TaskDefinitions definitions;
  private final Plans plans;
  private final Clock clock;

  public TaskReconciler(
      StateWatch watch, TaskDefinitions definitions, TaskSettings settings, Clock clock) {
    this.watch = watch;
    this.definitions = definitions;
    this.plans = new Plans(settings, definitions::find, clock);
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, Task>> prepareEventSources(EventSourceContext<Task> context) {
    var pods =
        InformerEventSourceConfiguration.from(Pod.class, Task.class)
            .withName("pods")
            .withLabelSelector(TaskPod.LABEL)
            .withSecondaryToPrimaryMapper(TaskReconciler::taskOf)
            .build();
    return List.of(new InformerEventSource<>(pods, context));
  }

  /** Whoever made the pod: a reference that is forged has a task looked at, and no more. */
  private static Set<ResourceID> taskOf(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> "Task".equals(owner.getKind()))
        .filter(owner -> owner.getApiVersion().startsWith("rolecall.dev/"))
        .map(OwnerReference::getName)
        .map(name -> new ResourceID(name, pod.getMetadata().getNamespace()))
        .collect(Collectors.toSet());
  }

  @Override
  public UpdateControl<Task> reconcile(Task task, Context<Task> context) {
    Optional<ClusterState> state = watch.state();
    if (state.isEmpty() || !definitions.ready()) {
      return UpdateControl.<Task>noUpdate().rescheduleAfter(SOON);
    }
    TaskPods pods = new TaskPods(context.getClient());
    Optional<Pod> named = podOf(task, context, pods);
    Optional<Pod> own = named.filter(pod -> TaskPod.isOf(task, pod));
    Step step = new TaskLife(clock.instant()).next(task, named, plans.of(task, own, state.get()));
    return perform(step, task, pods, context.getClient());
  }

  @Override
  public ErrorStatusUpdateControl<Task> updateErrorStatus(
      Task task, Context<Task> context, Exception failure) {
    return RefusedStatus.orAgain(task, failure);
  }

  /** One that was made and that the cache does not have may be newer than its last event. */
  private static Optional<Pod> podOf(Task task, Context<Task> context, TaskPods pods) {
    Optional<Pod> known =
        context.getSecondaryResources(Pod.class).stream()
            .filter(pod -> pod.getMetadata().getName().equals(TaskPod.name(task)))
            .findFirst();
    boolean made =
        Optional.ofNullable(task.getStatus())
            .filter(status -> status.getPodUid() != null)
            .filter(status -> !TaskLife.STOPPED.equals(status.getLastStatus()))
            .isPresent();
    return known.isEmpty() && made ? pods.find(task) : known;
  }

  /** What ends a pod comes after the status that says why: so the reason is never lost. */
  private UpdateControl<Task> perform(
      Step step, Task task, TaskPods pods, KubernetesClient client) {
    Optional<Duration> again = step.lookAgain();
    if (step.action() instanceof Action.Make(var pod)) {
      again = Optional.of(make(pod, step.status(), task, pods));
    }
    try {
      if (!TaskStatuses.same(task, step.status()) && !written(task, step.status(), client)) {
        return UpdateControl.<Task>noUpdate().rescheduleAfter(SOON);
      }
    } catch (KubernetesClientException e) {
      if (RefusedStatus.is(e)) {
        end(step.action(), pods); // There is no saying why, and it must end all the same.
      }
      throw e;
    }
    end(step.action(), pods);
    UpdateControl<Task> done = UpdateControl.noUpdate();
    return again.map(done::rescheduleAfter).orElse(done);
  }

  private static void end(Action action, TaskPods pods) {
    switch (action) {
      case Action.Nothing nothing -> {}
      case Action.Make made -> {}
      case Action.End(var pod) -> pods.end(pod);
      case Action.Remove(var pod) -> pods.remove(pod);
    }
  }

  private Duration make(Pod pod, TaskStatus status, Task task, TaskPods pods) {
    return switch (pods.make(task, pod)) {
      case TaskPods.Made.Yes(var made) -> {
        status.setLastStatus("PENDING");
        status.setPodName(made.getMetadata().getName());
        status.setPodUid(made.getMetadata().getUid());
        TaskStatuses.notReady(status, "Starting", "the task's containers start", clock.instant());
        yield LATER;
      }
      case TaskPods.Made.Already already -> SOON;
      case TaskPods.Made.Refused(var message) -> {
        TaskStatuses.notReady(status, "PodRefused", message, clock.instant());
        Instant created = Instant.parse(task.getMetadata().getCreationTimestamp());
        yield patience(Duration.between(created, clock.instant()));
      }
    };
  }

  /**
   * After what time a pod that was refused is asked for again. It grows with the task's age: tasks
   * that are refused for good, of which a tenant may make many, leave the API server to others.
   */
  static Duration patience(Duration age) {
    Duration wanted = age.dividedBy(PART);
    if (wanted.compareTo(PATIENT) < 0) {
      return PATIENT;
    }
    return wanted.compareTo(MOST_PATIENT) > 0 ? MOST_PATIENT : wanted;
  }

  /** With the version that was read: who read an older one, as another leader may, comes later. */
  private static boolean written(Task task, TaskStatus status, KubernetesClient client) {
    Task written = new Task();
    written.setMetadata(task.getMetadata());
    written.setSpec(task.getSpec());
    written.setStatus(status);
    try {
      Task unused = client.resource(written).updateStatus();
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
          && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
      return false;
    }
  }
}
