package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.binding.Binding;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.injection.InjectionRequest;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.Mutation;
import dev.rolecall.operator.injection.PodMutator;
import dev.rolecall.operator.injection.plan.EksAnnotations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Injects new pods: chooses the mode, finds the role where the mode needs it, and patches. */
public final class PodAdmission implements Admission {
  private final PodMutator mutator;
  private final EksAnnotations eks;
  private final ServiceAccounts serviceAccounts;
  private final Function<Workload, Binding> binding;
  private final Mode defaultMode;

  /**
   * @param eks reads which role a service account asks for by web identity
   * @param binding says which role a workload asks for
   * @param defaultMode of pods that do not choose
   */
  public PodAdmission(
      PodMutator mutator,
      EksAnnotations eks,
      ServiceAccounts serviceAccounts,
      Function<Workload, Binding> binding,
      Mode defaultMode) {
    this.mutator = mutator;
    this.eks = eks;
    this.serviceAccounts = serviceAccounts;
    this.binding = binding;
    this.defaultMode = defaultMode;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    JsonNode pod = request.object();
    if (!request.kind().equals("Pod") || !request.operation().equals("CREATE") || !pod.isObject()) {
      return answer(new AdmissionAnswer.Allowed(List.of()));
    }
    JsonNode word = pod.path("metadata").path("annotations").path(Mode.ANNOTATION);
    Optional<Mode> chosen = Mode.of(word.asText());
    if (!word.isMissingNode() && chosen.isEmpty()) {
      return answer(
          new AdmissionAnswer.Refused(
              Refusal.FORBIDDEN,
              "annotation %s is '%s'; it is one of %s"
                  .formatted(Mode.ANNOTATION, word.asText(), Mode.words())));
    }
    return serviceAccounts
        .find(PodWorkload.serviceAccount(request.namespace(), pod))
        .thenApply(lookup ->
            switch (lookup) {
              case ServiceAccounts.Lookup.Found found ->
                  mutated(request, chosen, found.annotations());
              // The API server refuses a pod of a missing service account itself.
              case ServiceAccounts.Lookup.Missing missing -> mutated(request, chosen, Map.of());
              case ServiceAccounts.Lookup.Unavailable unavailable ->
                  withoutServiceAccount(request, chosen, unavailable.reason());
            });
  }

  /**
   * It may name the role; where the pod chose another way it could only say how long tokens live.
   */
  private AdmissionAnswer withoutServiceAccount(
      AdmissionRequest request, Optional<Mode> chosen, String reason) {
    return chosen
        .filter(mode -> mode != Mode.WEB_IDENTITY)
        .map(mode -> mutated(request, mode, Optional.empty(), Map.of()))
        .orElseGet(() ->
            new AdmissionAnswer.Refused(
                Refusal.UNAVAILABLE,
                reason
                    + ", and it may name the pod's role: try again, or choose a mode with the"
                    + " annotation "
                    + Mode.ANNOTATION));
  }

  private AdmissionAnswer mutated(
      AdmissionRequest request, Optional<Mode> chosen, Map<String, String> annotations) {
    Mode mode = chosen.orElseGet(() -> unchosen(request, annotations));
    if (mode != Mode.WEB_IDENTITY) {
      return mutated(request, mode, Optional.empty(), annotations);
    }
    return switch (binding.apply(workload(request, eks.normal(annotations)))) {
      case Binding.Bound bound -> mutated(request, mode, Optional.of(bound.role()), annotations);
      case Binding.Unbound unbound ->
          warned(
              mutated(request, mode, Optional.empty(), annotations),
              "AWS_ROLE_ARN is not set: " + unbound.reason());
    };
  }

  /**
   * Web identity where the service account asks for it, unless an association names the pod's role:
   * as on EKS, where an association wins over the annotation.
   */
  private Mode unchosen(AdmissionRequest request, Map<String, String> annotations) {
    return eks.roleArn(annotations).isPresent() && !hasAssociation(request)
        ? Mode.WEB_IDENTITY
        : defaultMode;
  }

  private boolean hasAssociation(AdmissionRequest request) {
    Workload workload = workload(request, Map.of());
    Workload unannotated =
        new Workload(
            workload.pod(),
            workload.serviceAccount(),
            workload.node(),
            workload.podLabels(),
            Map.of(),
            Map.of());
    return binding.apply(unannotated) instanceof Binding.Bound;
  }

  private AdmissionAnswer mutated(
      AdmissionRequest request,
      Mode mode,
      Optional<RoleArn> role,
      Map<String, String> serviceAccount) {
    return rendered(
        mutator.mutate(new InjectionRequest(request.object(), mode, role, serviceAccount)));
  }

  private static AdmissionAnswer warned(AdmissionAnswer answer, String warning) {
    return switch (answer) {
      case AdmissionAnswer.Allowed(var warnings) ->
          new AdmissionAnswer.Allowed(with(warnings, warning));
      case AdmissionAnswer.Patched(var patch, var warnings) ->
          new AdmissionAnswer.Patched(patch, with(warnings, warning));
      case AdmissionAnswer.Refused refused -> refused;
    };
  }

  private static List<String> with(List<String> warnings, String warning) {
    return Stream.concat(warnings.stream(), Stream.of(warning)).toList();
  }

  private static Workload workload(AdmissionRequest request, Map<String, String> annotations) {
    return PodWorkload.of(request.namespace(), request.uid(), request.object(), annotations);
  }

  private static AdmissionAnswer rendered(Mutation mutation) {
    return switch (mutation) {
      case Mutation.Patched patched ->
          new AdmissionAnswer.Patched(patched.patch(), patched.warnings());
      case Mutation.Unchanged unchanged -> new AdmissionAnswer.Allowed(unchanged.warnings());
      case Mutation.Refused refused ->
          new AdmissionAnswer.Refused(Refusal.FORBIDDEN, refused.reason());
    };
  }

  private static CompletionStage<AdmissionAnswer> answer(AdmissionAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
