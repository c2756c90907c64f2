package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.operator.reconcile.NamespaceReconciler;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.Ownership;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Gives namespaces the label of their Account in the moment they are made, and keeps it there: the
 * webhooks of pods select by it, so whoever could be without it for a moment would be without them.
 */
public final class NamespaceAdmission implements Admission {
  private static final String POINTER =
      "/metadata/labels/" + NamespaceReconciler.LABEL.replace("/", "~1");

  private final Supplier<Optional<ClusterState>> state;
  private final String own;

  /**
   * @param own the name of the operator's user, who labels by what its leader knows
   */
  public NamespaceAdmission(Supplier<Optional<ClusterState>> state, String own) {
    this.state = state;
    this.own = own;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    return CompletableFuture.completedFuture(answer(request));
  }

  private AdmissionAnswer answer(AdmissionRequest request) {
    AdmissionAnswer nothing = new AdmissionAnswer.Allowed(List.of());
    Optional<ClusterState> now = state.get();
    if (!request.kind().equals("Namespace")
        || request.requester().name().equals(own)
        || now.isEmpty()) {
      return nothing;
    }
    String name = request.object().path("metadata").path("name").asText();
    Optional<String> present = label(request.object());
    Optional<String> wanted =
        switch (now.get().ownership(name)) {
          case Ownership.Owned owned -> Optional.of(owned.account().value());
          case Ownership.Nobodys nobodys -> Optional.empty();
          case Ownership.Undecided undecided -> label(request.oldObject());
        };
    return present.equals(wanted)
        ? nothing
        : new AdmissionAnswer.Patched(
            patch(request.object().path("metadata").path("labels"), wanted),
            List.of(
                "the label %s is Rolecall's and says which Account owns the namespace: it is %s"
                    .formatted(
                        NamespaceReconciler.LABEL,
                        wanted.map(id -> "'" + id + "'").orElse("taken away"))));
  }

  private static Optional<String> label(JsonNode namespace) {
    return Optional.of(namespace.path("metadata").path("labels").path(NamespaceReconciler.LABEL))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private static ArrayNode patch(JsonNode labels, Optional<String> wanted) {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    if (wanted.isEmpty()) {
      patch.addObject().put("op", "remove").put("path", POINTER);
      return patch;
    }
    if (!labels.isObject()) {
      patch.addObject().put("op", "add").put("path", "/metadata/labels").putObject("value");
    }
    patch.addObject().put("op", "add").put("path", POINTER).put("value", wanted.get());
    return patch;
  }
}
