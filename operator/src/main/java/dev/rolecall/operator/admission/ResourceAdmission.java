package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.manifest.ManifestProblem;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.policy.PolicyQuotas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Refuses resources that are wrong in themselves, and those that other resources forbid: an Account
 * that takes another's id or namespace, a provider that is the cluster's own issuer. What depends
 * only on the order in which objects come (a managed policy that is not there yet) is admitted,
 * with a warning where it is cheap to know, and shows in status.
 */
public final class ResourceAdmission implements Admission {
  private static final ObjectMapper PLAIN = new ObjectMapper();

  private final Supplier<Optional<ClusterState>> state;
  private final Reserved reserved;
  private final PolicyQuotas quotas;

  public ResourceAdmission(
      Supplier<Optional<ClusterState>> state, Reserved reserved, PolicyQuotas quotas) {
    this.state = state;
    this.reserved = reserved;
    this.quotas = quotas;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    return CompletableFuture.completedFuture(answer(request));
  }

  private AdmissionAnswer answer(AdmissionRequest request) {
    if (!request.object().isObject() || saysTheSame(request)) {
      return new AdmissionAnswer.Allowed(List.of());
    }
    List<String> problems = new ArrayList<>(problemsOf(request.object()));
    Neighbours neighbours = new Neighbours(state.get(), reserved);
    if (problems.isEmpty()) {
      problems.addAll(neighbours.problems(request));
    }
    return problems.isEmpty()
        ? new AdmissionAnswer.Allowed(neighbours.warnings(request))
        : new AdmissionAnswer.Refused(Refusal.INVALID, String.join("; ", problems));
  }

  /** Labels, finalizers and the like of a resource can be changed however wrong its spec is. */
  private static boolean saysTheSame(AdmissionRequest request) {
    return request.operation().equals("UPDATE")
        && request.object().path("spec").equals(request.oldObject().path("spec"));
  }

  private List<String> problemsOf(JsonNode object) {
    // A tree without positions: the text is the API server's, and its author never saw it.
    JsonValue tree = Json.of(PLAIN.convertValue(object, Object.class));
    return switch (ManifestReader.read(quotas, tree)) {
      case ManifestReading.Read read -> List.of();
      case ManifestReading.Refused refused ->
          refused.problems().stream().map(ManifestProblem::toString).toList();
    };
  }
}
