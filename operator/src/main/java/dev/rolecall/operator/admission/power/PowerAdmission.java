package dev.rolecall.operator.admission.power;

import dev.rolecall.directory.Account;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.admission.MirrorPods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refuses pods that could read their neighbours' tokens, unless their Account allows it: when they
 * are made, and when containers are added to them. What a pod was admitted with is not held against
 * later changes of it.
 */
public final class PowerAdmission implements Admission {
  private static final int TOLD = 6;

  private final Function<String, Optional<Account>> accounts;

  /**
   * @param accounts who owns a namespace; where nobody is known to, nothing is allowed
   */
  public PowerAdmission(Function<String, Optional<Account>> accounts) {
    this.accounts = accounts;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    return CompletableFuture.completedFuture(answer(request));
  }

  private AdmissionAnswer answer(AdmissionRequest request) {
    if (!request.kind().equals("Pod")) {
      // Kubernetes before 1.22 adds containers by a kind of its own.
      return new AdmissionAnswer.Refused(
          Refusal.FORBIDDEN,
          "a %s cannot be judged: this Kubernetes is too old to add containers to pods here"
              .formatted(request.kind()));
    }
    if (MirrorPods.isMirror(request)) {
      return new AdmissionAnswer.Allowed(List.of());
    }
    Optional<Account> account = accounts.apply(request.namespace());
    List<Demand> demands = new ArrayList<>(PodDemands.of(request.object()));
    demands.removeAll(PodDemands.of(request.oldObject()));
    demands.removeIf(demand -> account.filter(demand.power()::allowedBy).isPresent());
    return demands.isEmpty()
        ? new AdmissionAnswer.Allowed(List.of())
        : new AdmissionAnswer.Refused(Refusal.FORBIDDEN, sentence(demands, account));
  }

  private static String sentence(List<Demand> demands, Optional<Account> account) {
    String told =
        demands.stream().limit(TOLD).map(Demand::sentence).collect(Collectors.joining("; "));
    String more = demands.size() > TOLD ? "; and " + (demands.size() - TOLD) + " more" : "";
    String fields =
        demands.stream()
            .map(demand -> demand.power().field())
            .distinct()
            .collect(Collectors.joining(", "));
    return told
        + more
        + ". Remove "
        + (demands.size() == 1 ? "it" : "them")
        + account
            .map(owner ->
                ", or have an administrator of the cluster set %s of Account '%s' to true"
                    .formatted(fields, owner.name()))
            .orElse("; the namespace's Account, which might allow it, is not known yet");
  }
}
