package dev.rolecall.operator.task;

import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.operator.reconcile.Persistence;
import dev.rolecall.operator.reconcile.RefusedStatus;
import dev.rolecall.operator.reconcile.StatusReport;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.state.Verdict;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.quarkus.arc.lookup.LookupIfProperty;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Status of TaskDefinitions. */
@Singleton
@LookupIfProperty(name = "rolecall.tasks.enabled", stringValue = "true", lookupIfMissing = true)
@ControllerConfiguration(name = "taskdefinition")
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class TaskDefinitionReconciler implements Reconciler<TaskDefinition> {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final StateWatch watch;
  private final TaskDefinitions definitions;
  private final StatusReport report;

  public TaskDefinitionReconciler(
      StateWatch watch, TaskDefinitions definitions, StatusReport report) {
    this.watch = watch;
    this.definitions = definitions;
    this.report = report;
  }

  @Override
  public List<EventSource<?, TaskDefinition>> prepareEventSources(
      EventSourceContext<TaskDefinition> context) {
    return List.of(new Namesakes(definitions));
  }

  @Override
  public UpdateControl<TaskDefinition> reconcile(
      TaskDefinition definition, Context<TaskDefinition> context) {
    List<TaskDefinition> namesakes = definitions.namesakes(definition);
    if (watch.state().isEmpty() || namesakes.isEmpty()) {
      return UpdateControl.<TaskDefinition>noUpdate().rescheduleAfter(SOON);
    }
    ResourceStatus status =
        Optional.ofNullable(definition.getStatus()).orElseGet(ResourceStatus::new);
    boolean changed = report.apply(verdict(definition, namesakes.getFirst()), status);
    definition.setStatus(status);
    return changed ? UpdateControl.patchStatus(definition) : UpdateControl.noUpdate();
  }

  @Override
  public ErrorStatusUpdateControl<TaskDefinition> updateErrorStatus(
      TaskDefinition definition, Context<TaskDefinition> context, Exception failure) {
    return RefusedStatus.orAgain(definition, failure);
  }

  private static Verdict verdict(TaskDefinition definition, TaskDefinition oldest) {
    Optional<String> problems = TaskDefinitions.problems(definition);
    if (problems.isPresent()) {
      return verdict(definition, false, "InvalidSpec", problems.get());
    }
    String name = oldest.getMetadata().getName();
    return name.equals(definition.getMetadata().getName())
        ? verdict(definition, true, "InUse", "in use")
        : verdict(
            definition,
            false,
            "DuplicateRevision",
            "TaskDefinition '%s' is %s:%d already, and older: it is in use; choose another revision"
                .formatted(
                    name, definition.getSpec().getFamily(), definition.getSpec().getRevision()));
  }

  private static Verdict verdict(
      TaskDefinition definition, boolean ready, String reason, String message) {
    return Verdict.of(definition.getMetadata().getGeneration(), ready, reason, message);
  }

  /** Has all of a family and revision looked at when one of them comes or goes. */
  private static final class Namesakes extends SimpleInboundEventSource<TaskDefinition> {
    Namesakes(TaskDefinitions definitions) {
      super("namesakes");
      definitions.listen(this::accept);
    }

    private void accept(List<TaskDefinition> concerned) {
      if (isRunning()) {
        concerned.forEach(definition -> propagateEvent(ResourceID.fromResource(definition)));
      }
    }
  }
}
