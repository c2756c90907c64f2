package dev.rolecall.operator.admission.use;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.binding.EksPrefix;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.admission.CombinedAdmission;
import dev.rolecall.operator.admission.PodWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses annotations of service accounts that name a role which neither their author nor the
 * service account may use: pods that run already would wear it from their next refresh on. Also
 * where an association or another annotation decides now: it may go without a word to anybody.
 */
public final class ServiceAccountRoleUse implements Admission {
  private static final List<String> ANNOTATIONS =
      List.of(RoleBinding.ROLE_ANNOTATION, RoleBinding.EKS_ROLE_ANNOTATION);

  private final EksPrefix eks;
  private final RoleUseCheck check;

  /**
   * @param eks of the annotations
   */
  public ServiceAccountRoleUse(EksPrefix eks, RoleUseCheck check) {
    this.eks = eks;
    this.check = check;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    if (!request.kind().equals("ServiceAccount")) {
      return CompletableFuture.completedFuture(new AdmissionAnswer.Allowed(List.of()));
    }
    Set<RoleArn> before = roles(request, request.oldObject());
    return new CombinedAdmission(
            roles(request, request.object()).stream()
                .filter(role -> !before.contains(role))
                .<Admission>map(role ->
                    one ->
                        check.check(
                            one.requester(), one.namespace(), Optional.of(account(one)), role))
                .toList())
        .review(request);
  }

  /** Those that its annotations name. */
  private Set<RoleArn> roles(AdmissionRequest request, JsonNode object) {
    Map<String, String> annotations =
        eks.normal(PodWorkload.texts(object.path("metadata").path("annotations")));
    return ANNOTATIONS.stream()
        .flatMap(key -> Stream.ofNullable(annotations.get(key)))
        .flatMap(reference -> check.named(request.namespace(), reference).stream())
        .collect(Collectors.toSet());
  }

  private static ServiceAccountRef account(AdmissionRequest request) {
    String name = request.object().path("metadata").path("name").asText();
    return new ServiceAccountRef(request.namespace(), name.isEmpty() ? "default" : name);
  }
}
