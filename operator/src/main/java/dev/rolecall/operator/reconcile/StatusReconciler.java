package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.ObjectKey;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.state.Verdict;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says in a resource's status what the whole state means for it. How each kind is retried stands at
 * its own class: where it is inherited the SDK does not see it.
 */
abstract class StatusReconciler<S extends ResourceStatus, R extends CustomResource<?, S>>
    implements Reconciler<R> {
  private final Class<R> type;
  private final Supplier<S> noStatus;
  private final StateWatch watch;
  private final StatusReport report;

  StatusReconciler(Class<R> type, Supplier<S> noStatus, StateWatch watch, StatusReport report) {
    this.type = type;
    this.noStatus = noStatus;
    this.watch = watch;
    this.report = report;
  }

  @Override
  public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
    return List.of(new StateEvents<>(watch, type));
  }

  @Override
  public UpdateControl<R> reconcile(R resource, Context<R> context) {
    Optional<Verdict> verdict = watch.state().flatMap(state -> judged(state, resource));
    if (verdict.isEmpty()) {
      // The state has not seen this generation yet: it tells when it has.
      return UpdateControl.noUpdate();
    }
    prepare(resource, verdict.get(), context.getClient());
    S status = Optional.ofNullable(resource.getStatus()).orElseGet(noStatus);
    boolean changed = report.apply(verdict.get(), status);
    resource.setStatus(status);
    return changed ? UpdateControl.patchStatus(resource) : UpdateControl.noUpdate();
  }

  @Override
  public ErrorStatusUpdateControl<R> updateErrorStatus(
      R resource, Context<R> context, Exception failure) {
    return RefusedStatus.orAgain(resource, failure);
  }

  /** What is to be done about a resource besides its status; by default nothing. */
  void prepare(R resource, Verdict verdict, KubernetesClient client) {}

  private static Optional<Verdict> judged(ClusterState state, CustomResource<?, ?> resource) {
    return state
        .verdict(ObjectKey.of(resource))
        .filter(verdict -> verdict.generation() == resource.getMetadata().getGeneration());
  }
}
