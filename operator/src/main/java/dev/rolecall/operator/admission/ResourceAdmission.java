package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.lint.Limit;
import dev.rolecall.kube.lint.LimitLint;
import dev.rolecall.kube.lint.ResourceLint;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.resource.DanglingReferences;
import dev.rolecall.operator.admission.resource.FixedFields;
import dev.rolecall.operator.admission.resource.PolicyRemarks;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.policy.PolicyQuotas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Refuses resources that are wrong in themselves or in a policy, that change what never changes,
 * and those that other resources forbid: an Account that takes another's id or namespace, a
 * provider that is the cluster's own issuer. What depends only on the order in which objects come
 * (a managed policy that is not there yet) is admitted with a warning, and shows in status.
 */
public final class ResourceAdmission implements Admission {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final int TOLD = 10;

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
    // A tree without positions: the text is the API server's, and its author never saw it.
    JsonObject tree = (JsonObject) Json.of(PLAIN.convertValue(request.object(), Object.class));
    PolicyRemarks remarks = new PolicyRemarks(ResourceLint.of(quotas, tree));
    List<String> problems = new ArrayList<>(remarks.errors());
    problems.addAll(FixedFields.problems(request.kind(), request.object(), request.oldObject()));
    Neighbours neighbours = new Neighbours(state.get(), reserved);
    if (problems.isEmpty()) {
      problems.addAll(neighbours.problems(request));
    }
    if (!problems.isEmpty()) {
      return new AdmissionAnswer.Refused(Refusal.INVALID, told(problems));
    }
    List<String> warnings = new ArrayList<>(neighbours.warnings(request));
    state.get().ifPresent(now -> warnings.addAll(dangling(request, now)));
    warnings.addAll(remarks.warnings());
    state.get().ifPresent(now -> warnings.addAll(limited(request, tree, now)));
    return new AdmissionAnswer.Allowed(warnings);
  }

  private static String told(List<String> problems) {
    String told = problems.stream().limit(TOLD).collect(Collectors.joining("; "));
    return problems.size() > TOLD ? told + "; and %d more".formatted(problems.size() - TOLD) : told;
  }

  private static List<String> dangling(AdmissionRequest request, ClusterState now) {
    return DanglingReferences.warnings(
        request.kind(), request.namespace(), request.object().path("spec"), now.catalog());
  }

  /** What the guardrails and the boundary of its Account never allow. */
  private static List<String> limited(AdmissionRequest request, JsonObject tree, ClusterState now) {
    return now.catalog()
        .accountOf(request.namespace())
        .map(account -> LimitLint.check(tree, Limit.of(account)))
        .orElse(List.of());
  }

  /** Labels, finalizers and the like of a resource can be changed however wrong its spec is. */
  private static boolean saysTheSame(AdmissionRequest request) {
    return request.operation().equals("UPDATE")
        && request.object().path("spec").equals(request.oldObject().path("spec"));
  }
}
