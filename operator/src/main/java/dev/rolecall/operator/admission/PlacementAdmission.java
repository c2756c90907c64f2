package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.node.NodeTaint;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/**
 * Refuses pods of tenants that could be the first on a node whose guard does not stand, where they
 * would reach the node's own metadata service: those that tolerate the taint, and those that name
 * their node themselves, which no scheduler asks about taints and kubelets let in (Kubernetes:
 * "Taints and Tolerations"). Tolerations may be added to a pod that waits, so updates are asked
 * about too.
 */
public final class PlacementAdmission implements Admission {
  private static final String TOLERATES =
      "the pod tolerates %s, so it could run on a node whose guard does not stand yet: tolerate"
          + " other taints by their keys";
  private static final String NAMES_ITS_NODE =
      "the pod sets spec.nodeName, so it could run on a node whose guard does not stand yet: choose"
          + " the node by spec.nodeSelector or an affinity";

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    return CompletableFuture.completedFuture(
        objection(request)
            .<AdmissionAnswer>map(why -> new AdmissionAnswer.Refused(Refusal.FORBIDDEN, why))
            .orElseGet(() -> new AdmissionAnswer.Allowed(List.of())));
  }

  private static Optional<String> objection(AdmissionRequest request) {
    JsonNode pod = request.object();
    if (!request.kind().equals("Pod") || MirrorPods.isMirror(request)) {
      return Optional.empty();
    }
    if (toleratesMore(pod, request.oldObject())) {
      return Optional.of(TOLERATES.formatted(NodeTaint.KEY));
    }
    boolean namesItsNode = !pod.path("spec").path("nodeName").asText("").isEmpty();
    return request.operation().equals("CREATE") && namesItsNode
        ? Optional.of(NAMES_ITS_NODE)
        : Optional.empty();
  }

  /** Whether it tolerates the taint by a toleration that it did not have before. */
  private static boolean toleratesMore(JsonNode pod, JsonNode before) {
    Set<JsonNode> present = new HashSet<>();
    before.path("spec").path("tolerations").forEach(present::add);
    return StreamSupport.stream(pod.path("spec").path("tolerations").spliterator(), false)
        .anyMatch(toleration -> !present.contains(toleration) && tolerates(toleration));
  }

  /** Of whatever effect and value: kubelets may register their nodes with others than ours. */
  private static boolean tolerates(JsonNode toleration) {
    return Set.of("", NodeTaint.KEY).contains(toleration.path("key").asText(""));
  }
}
