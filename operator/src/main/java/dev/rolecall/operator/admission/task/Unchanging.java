package dev.rolecall.operator.admission.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.operator.admission.AdmissionRequest;
import java.util.Optional;
import java.util.Set;

/** Specs that never change. */
final class Unchanging {
  private static final Set<String> OF_STOPPING = Set.of("desiredStatus", "stopReason");
  private static final String DESIRED = "desiredStatus";
  private static final String STOPPED = "STOPPED";

  private Unchanging() {}

  /** Why a TaskDefinition must not be updated so. */
  static Optional<String> ofDefinition(AdmissionRequest request) {
    return spec(request.object()).equals(spec(request.oldObject()))
        ? Optional.empty()
        : Optional.of(
            "spec: a revision never changes, for tasks may run it: make another TaskDefinition with"
                + " the next revision");
  }

  /** Why a Task must not be updated so. */
  static Optional<String> ofTask(AdmissionRequest request) {
    JsonNode before = spec(request.oldObject());
    JsonNode after = spec(request.object());
    if (!without(before).equals(without(after))) {
      return Optional.of(
          "spec: a Task never changes, but that desiredStatus may become STOPPED: make another"
              + " Task");
    }
    boolean was = STOPPED.equals(before.path(DESIRED).asText());
    boolean is = STOPPED.equals(after.path(DESIRED).asText());
    return was && !is
        ? Optional.of(
            "spec.desiredStatus: a task that was told to stop does not run again: make another Task")
        : Optional.empty();
  }

  private static JsonNode spec(JsonNode object) {
    return object.path("spec");
  }

  private static JsonNode without(JsonNode spec) {
    return spec instanceof ObjectNode object ? object.deepCopy().remove(OF_STOPPING) : spec;
  }
}
