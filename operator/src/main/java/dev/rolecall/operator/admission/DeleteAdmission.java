package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.ObjectKey;
import dev.rolecall.operator.tenancy.DeleteConflicts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Refuses to delete what others would miss. It keeps from mistakes and guards nothing: what was
 * deleted all the same is missed safely, and nothing waits for an operator that is away.
 */
public final class DeleteAdmission implements Admission {
  private final Supplier<Optional<ClusterState>> state;

  public DeleteAdmission(Supplier<Optional<ClusterState>> state) {
    this.state = state;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    List<String> problems =
        request.operation().equals("DELETE")
            ? state.get().map(now -> problems(request, now)).orElse(List.of())
            : List.of();
    return CompletableFuture.completedFuture(
        problems.isEmpty()
            ? new AdmissionAnswer.Allowed(List.of())
            : new AdmissionAnswer.Refused(
                Refusal.CONFLICT, "DeleteConflict: " + String.join("; ", problems)));
  }

  private static List<String> problems(AdmissionRequest request, ClusterState state) {
    JsonNode object = request.oldObject();
    String name = object.path("metadata").path("name").asText();
    return new DeleteConflicts(state)
        .problems(new ObjectKey(request.kind(), request.namespace(), name), object.path("spec"));
  }
}
