package dev.rolecall.operator.node;

import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.operator.metrics.StateMetrics;
import dev.rolecall.operator.reconcile.Persistence;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Taints nodes whose guard does not stand, and lifts the taint where it does. Only who leads does
 * so, and nothing is registered where it is switched off.
 */
@Singleton
@LookupIfProperty(name = "rolecall.node-taint.enabled", stringValue = "true")
@ControllerConfiguration(name = "node", generationAwareEventProcessing = false)
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class NodeTaintReconciler implements Reconciler<Node> {
  private static final Logger LOG = Logger.getLogger(NodeTaintReconciler.class);
  private static final int UNPROCESSABLE = 422;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final NodeTaintSettings settings;
  private final TaintRule rule;
  private final NodeEvents events;
  private final Set<String> tainted = ConcurrentHashMap.newKeySet();

  public NodeTaintReconciler(NodeTaintSettings settings, Clock clock, ProgramMetrics metrics) {
    this.settings = settings;
    StateMetrics.taintedNodes(metrics, tainted::size);
    this.rule = new TaintRule(clock, settings.grace(), settings.nodes());
    this.events = new NodeEvents(clock);
  }

  @Override
  public List<EventSource<?, Node>> prepareEventSources(EventSourceContext<Node> context) {
    var agents =
        InformerEventSourceConfiguration.from(Pod.class, Node.class)
            .withName("agents")
            .withNamespaces(settings.namespace())
            .withLabelSelector(AgentPod.SELECTOR)
            .withSecondaryToPrimaryMapper(
                pod -> AgentPod.node(pod).map(ResourceID::new).map(Set::of).orElse(Set.of()))
            .build();
    return List.of(new InformerEventSource<>(agents, context));
  }

  @Override
  public UpdateControl<Node> reconcile(Node node, Context<Node> context) {
    Set<String> names =
        context.getPrimaryCache().keys().map(ResourceID::getName).collect(Collectors.toSet());
    rule.retain(names);
    count(node, names);
    return switch (rule.decide(node, context.getSecondaryResources(Pod.class))) {
      case TaintDecision.Leave leave -> UpdateControl.noUpdate();
      case TaintDecision.LookAgainIn(var time) ->
          UpdateControl.<Node>noUpdate().rescheduleAfter(time);
      case TaintDecision.Add(var reason) -> add(node, reason, context.getClient());
      case TaintDecision.Lift lift -> lift(node, context.getClient());
    };
  }

  private void count(Node node, Set<String> names) {
    String name = node.getMetadata().getName();
    var unused = NodeTaint.isOn(node) ? tainted.add(name) : tainted.remove(name);
    tainted.retainAll(names);
  }

  private UpdateControl<Node> add(Node node, String reason, KubernetesClient client) {
    if (!patched(node, NodeTaint.patchToAdd(node), client)) {
      return UpdateControl.<Node>noUpdate().rescheduleAfter(SOON);
    }
    LOG.warnf("node '%s' is tainted: %s", node.getMetadata().getName(), reason);
    events.tainted(client, node, reason);
    return UpdateControl.noUpdate();
  }

  private UpdateControl<Node> lift(Node node, KubernetesClient client) {
    if (!patched(node, NodeTaint.patchToLift(node), client)) {
      return UpdateControl.<Node>noUpdate().rescheduleAfter(SOON);
    }
    LOG.infof("node '%s': its agent is ready, the taint is lifted", node.getMetadata().getName());
    events.lifted(client, node);
    return UpdateControl.noUpdate();
  }

  /** Whether the patch was taken; it is not where the node's taints changed meanwhile. */
  private static boolean patched(Node node, String patch, KubernetesClient client) {
    try {
      client
          .nodes()
          .withName(node.getMetadata().getName())
          .patch(PatchContext.of(PatchType.JSON), patch);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != UNPROCESSABLE
          && e.getCode() != HttpURLConnection.HTTP_CONFLICT
          && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
      return false;
    }
  }
}
