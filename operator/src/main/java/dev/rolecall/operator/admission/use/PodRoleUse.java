package dev.rolecall.operator.admission.use;

import dev.rolecall.binding.Binding;
import dev.rolecall.binding.EksPrefix;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.admission.MirrorPods;
import dev.rolecall.operator.admission.PodWorkload;
import dev.rolecall.operator.admission.ServiceAccounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Refuses pods that name a role which neither their author nor their service account may use: when
 * they are made, and when another annotation or label names another role for them.
 */
public final class PodRoleUse implements Admission {
  private static final AdmissionAnswer NOTHING = new AdmissionAnswer.Allowed(List.of());

  private final ServiceAccounts serviceAccounts;
  private final EksPrefix eks;
  private final Function<Workload, Binding> binding;
  private final RoleUseCheck check;

  /**
   * @param eks of service accounts' annotations
   * @param binding says which role a workload asks for
   */
  public PodRoleUse(
      ServiceAccounts serviceAccounts,
      EksPrefix eks,
      Function<Workload, Binding> binding,
      RoleUseCheck check) {
    this.serviceAccounts = serviceAccounts;
    this.eks = eks;
    this.binding = binding;
    this.check = check;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    if (!request.kind().equals("Pod")
        || !request.subresource().isEmpty()
        || MirrorPods.isMirror(request)) {
      return CompletableFuture.completedFuture(NOTHING);
    }
    ServiceAccountRef account = PodWorkload.serviceAccount(request.namespace(), request.object());
    return serviceAccounts
        .find(account)
        .thenCompose(lookup ->
            switch (lookup) {
              case ServiceAccounts.Lookup.Found(var annotations) ->
                  review(request, account, eks.normal(annotations));
              case ServiceAccounts.Lookup.Missing missing -> review(request, account, Map.of());
              case ServiceAccounts.Lookup.Unavailable(var reason) ->
                  CompletableFuture.completedFuture(
                      new AdmissionAnswer.Refused(
                          Refusal.UNAVAILABLE,
                          reason + ", and it may name the pod's role: try again"));
            });
  }

  private CompletionStage<AdmissionAnswer> review(
      AdmissionRequest request, ServiceAccountRef account, Map<String, String> annotations) {
    Optional<RoleArn> role =
        role(PodWorkload.of(request.namespace(), request.uid(), request.object(), annotations));
    Optional<RoleArn> before =
        request.oldObject().isObject()
            ? role(
                PodWorkload.of(
                    request.namespace(), request.uid(), request.oldObject(), annotations))
            : Optional.empty();
    return role.isEmpty() || role.equals(before)
        ? CompletableFuture.completedFuture(NOTHING)
        : check.check(request.requester(), request.namespace(), Optional.of(account), role.get());
  }

  /**
   * What it names itself counts whatever keeps it from wearing that now, as associations that
   * contradict each other: they may go without a word to anybody.
   */
  private Optional<RoleArn> role(Workload workload) {
    String own = workload.podAnnotations().get(RoleBinding.ROLE_ANNOTATION);
    if (own != null) {
      return check.named(workload.pod().namespace(), own);
    }
    return binding.apply(workload) instanceof Binding.Bound bound
        ? Optional.of(bound.role())
        : Optional.empty();
  }
}
