package dev.rolecall.operator.admission.use;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.binding.Binding;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.admission.PodWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Refuses annotations of service accounts that name a role which neither their author nor the
 * service account may use: pods that run already would wear it from their next refresh on.
 */
public final class ServiceAccountRoleUse implements Admission {
  private final Function<Workload, Binding> binding;
  private final RoleUseCheck check;

  /**
   * @param binding says which role a workload asks for
   */
  public ServiceAccountRoleUse(Function<Workload, Binding> binding, RoleUseCheck check) {
    this.binding = binding;
    this.check = check;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    Optional<RoleArn> role = role(request, request.object());
    return role.isEmpty() || role.equals(role(request, request.oldObject()))
        ? CompletableFuture.completedFuture(new AdmissionAnswer.Allowed(List.of()))
        : check.check(request.requester(), Optional.of(account(request)), role.get());
  }

  /** The role of a pod of this service account that nothing else names one for. */
  private Optional<RoleArn> role(AdmissionRequest request, JsonNode object) {
    if (!request.kind().equals("ServiceAccount") || !object.isObject()) {
      return Optional.empty();
    }
    Workload workload =
        new Workload(
            new PodRef(request.namespace(), request.uid(), request.uid()),
            account(request),
            "",
            Map.of(),
            Map.of(),
            PodWorkload.texts(object.path("metadata").path("annotations")));
    return binding.apply(workload) instanceof Binding.Bound bound
        ? Optional.of(bound.role())
        : Optional.empty();
  }

  private static ServiceAccountRef account(AdmissionRequest request) {
    String name = request.object().path("metadata").path("name").asText();
    return new ServiceAccountRef(request.namespace(), name.isEmpty() ? "default" : name);
  }
}
