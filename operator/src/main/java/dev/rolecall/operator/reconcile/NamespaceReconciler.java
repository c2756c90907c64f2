package dev.rolecall.operator.reconcile;

import dev.rolecall.operator.state.Ownership;
import dev.rolecall.operator.state.StateWatch;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Labels a namespace with the account that owns it, by which the pod webhook selects. The namespace
 * is what is reconciled, not the Account: so a label goes when its Account is gone, and one that
 * somebody else wrote is put right.
 */
@Singleton
@ControllerConfiguration(name = "namespace", generationAwareEventProcessing = false)
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class NamespaceReconciler implements Reconciler<Namespace> {
  /** The label; its value is the account's id. */
  public static final String LABEL = "rolecall.dev/account";

  private static final Logger LOG = Logger.getLogger(NamespaceReconciler.class);

  private final StateWatch watch;

  public NamespaceReconciler(StateWatch watch) {
    this.watch = watch;
  }

  @Override
  public List<EventSource<?, Namespace>> prepareEventSources(
      EventSourceContext<Namespace> context) {
    return List.of(new StateEvents<>(watch, Namespace.class));
  }

  @Override
  public UpdateControl<Namespace> reconcile(Namespace namespace, Context<Namespace> context) {
    String name = namespace.getMetadata().getName();
    Optional<String> present =
        Optional.ofNullable(namespace.getMetadata().getLabels()).map(labels -> labels.get(LABEL));
    watch
        .state()
        .map(state -> state.ownership(name, present))
        .flatMap(ownership -> labelInsteadOf(present, ownership))
        .ifPresent(label -> {
          context
              .getClient()
              .namespaces()
              .withName(name)
              .patch(PatchContext.of(PatchType.JSON_MERGE), patch(label));
          LOG.infof("namespace '%s': account label is now '%s'", name, label);
        });
    return UpdateControl.noUpdate();
  }

  /** The label to write, empty text to take it away; nothing where it is right. */
  private static Optional<String> labelInsteadOf(Optional<String> present, Ownership ownership) {
    return switch (ownership) {
      case Ownership.Undecided undecided -> Optional.empty();
      case Ownership.Nobodys nobodys -> present.map(label -> "");
      case Ownership.Owned owned ->
          Optional.of(owned.account().value()).filter(id -> !present.equals(Optional.of(id)));
    };
  }

  private static String patch(String label) {
    return "{\"metadata\":{\"labels\":{\"%s\":%s}}}"
        .formatted(LABEL, label.isEmpty() ? "null" : "\"" + label + "\"");
  }
}
