package dev.rolecall.operator.node;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Tells of a node's taint by Events on the node; they are told, never relied on. */
final class NodeEvents {
  /** Where Events on objects of the cluster are. */
  static final String NAMESPACE = "default";

  private static final Logger LOG = Logger.getLogger(NodeEvents.class);
  private static final String COMPONENT = "rolecall-operator";

  private final Clock clock;

  NodeEvents(Clock clock) {
    this.clock = clock;
  }

  void tainted(KubernetesClient client, Node node, String why) {
    write(client, event(node, "Warning", "GuardNotReady", why + ": new pods are kept off it"));
  }

  void lifted(KubernetesClient client, Node node) {
    write(client, event(node, "Normal", "GuardReady", "the agent is ready: pods may come"));
  }

  private Event event(Node node, String type, String reason, String message) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(node.getMetadata().getName() + ".")
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion("v1")
        .withKind("Node")
        .withName(node.getMetadata().getName())
        .withUid(node.getMetadata().getUid())
        .endInvolvedObject()
        .withType(type)
        .withReason(reason)
        .withMessage(message)
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withReportingComponent(COMPONENT)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .build();
  }

  private static void write(KubernetesClient client, Event event) {
    try {
      client.v1().events().inNamespace(NAMESPACE).resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.warnf("an Event on a node could not be written: %s", e.getMessage());
    }
  }
}
