package dev.rolecall.operator.lastused;

import dev.rolecall.json.Json;
import dev.rolecall.kube.resource.IAMRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.jboss.logging.Logger;

/** Writes one member of a role's status, and touches no other: no writer waits for another. */
final class LastUsedWriter {
  private static final Logger LOG = Logger.getLogger(LastUsedWriter.class);

  private final KubernetesClient client;

  LastUsedWriter(KubernetesClient client) {
    this.client = client;
  }

  /** Where the role is gone, or another of its name is there, nothing is written. */
  void write(DueStatuses.Due due) {
    Map<String, ?> change =
        Map.of(
            "metadata",
            Map.of("uid", due.uid()),
            "status",
            Map.of(
                "lastUsed",
                Map.of("time", due.use().time().toString(), "region", due.use().region())));
    try {
      client
          .resources(IAMRole.class)
          .inNamespace(due.namespace())
          .withName(due.name())
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(change));
    } catch (KubernetesClientException e) {
      // What is due still is found to be so in the next round.
      LOG.debugf(
          "when role %s/%s was used was not written: %s",
          due.namespace(), due.name(), e.getMessage());
    }
  }
}
