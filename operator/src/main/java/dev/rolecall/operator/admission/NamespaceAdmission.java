package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.operator.reconcile.NamespaceReconciler;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.Ownership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Gives namespaces the label of their Account in the moment they are made, and keeps it there: the
 * webhooks of pods select by it, so whoever could be without it for a moment would be without them.
 */
public final class NamespaceAdmission implements Admission {
  /** By which the webhooks leave system namespaces out. */
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

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
    if (!request.kind().equals("Namespace")) {
      return new AdmissionAnswer.Allowed(List.of());
    }
    JsonNode metadata = request.object().path("metadata");
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    List<String> warnings = new ArrayList<>();
    String name = metadata.path("name").asText();
    String said = metadata.path("labels").path(NAME_LABEL).asText(name);
    if (!said.equals(name)) {
      // Kubernetes before 1.21 lets anybody choose it, and with it another's selectors.
      patch.addObject().put("op", "add").put("path", pointer(NAME_LABEL)).put("value", name);
      warnings.add("the label %s is the namespace's name: '%s'".formatted(NAME_LABEL, name));
    }
    if (!request.requester().name().equals(own)) {
      state
          .get()
          .map(now ->
              now.ownership(name, texts(metadata.path("labels")), label(request.oldObject())))
          .ifPresent(ownership -> putRight(request, ownership, patch, warnings));
    }
    return patch.isEmpty()
        ? new AdmissionAnswer.Allowed(List.of())
        : new AdmissionAnswer.Patched(patch, warnings);
  }

  private static void putRight(
      AdmissionRequest request, Ownership ownership, ArrayNode patch, List<String> warnings) {
    Optional<String> wanted =
        switch (ownership) {
          case Ownership.Owned owned -> Optional.of(owned.account().value());
          case Ownership.Nobodys nobodys -> Optional.empty();
          case Ownership.Undecided undecided -> label(request.oldObject());
        };
    if (label(request.object()).equals(wanted)) {
      return;
    }
    label(wanted, request.object().path("metadata").path("labels"), patch);
    warnings.add(
        "the label %s is Rolecall's and says which Account owns the namespace: it is %s"
            .formatted(
                NamespaceReconciler.LABEL, wanted.map(id -> "'" + id + "'").orElse("taken away")));
  }

  private static Map<String, String> texts(JsonNode labels) {
    Map<String, String> texts = new HashMap<>();
    labels.properties().forEach(label -> texts.put(label.getKey(), label.getValue().asText()));
    return texts;
  }

  private static Optional<String> label(JsonNode namespace) {
    return Optional.of(namespace.path("metadata").path("labels").path(NamespaceReconciler.LABEL))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private static void label(Optional<String> wanted, JsonNode labels, ArrayNode patch) {
    String pointer = pointer(NamespaceReconciler.LABEL);
    if (wanted.isEmpty()) {
      patch.addObject().put("op", "remove").put("path", pointer);
      return;
    }
    if (!labels.isObject()) {
      patch.addObject().put("op", "add").put("path", "/metadata/labels").putObject("value");
    }
    patch.addObject().put("op", "add").put("path", pointer).put("value", wanted.get());
  }

  private static String pointer(String label) {
    return "/metadata/labels/" + label.replace("/", "~1");
  }
}
