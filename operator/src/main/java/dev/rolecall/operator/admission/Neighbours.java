package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.HeldRoles;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.directory.ResourceWeight;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.tenancy.AccountClaims;
import dev.rolecall.operator.tenancy.QuotaRules;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the other objects say to a new or changed one. */
final class Neighbours {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private final Optional<ClusterState> state;
  private final Reserved reserved;

  Neighbours(Optional<ClusterState> state, Reserved reserved) {
    this.state = state;
    this.reserved = reserved;
  }

  /** Why the object must not be; one sentence each. */
  List<String> problems(AdmissionRequest request) {
    List<String> problems = new ArrayList<>(quotaProblems(request));
    problems.addAll(
        switch (request.kind()) {
          case "Account" -> accountProblems(request);
          case "OIDCProvider" -> providerProblems(request.object().path("spec"));
          default -> List.<String>of();
        });
    return problems;
  }

  /** What its author should know although the object is admitted. */
  List<String> warnings(AdmissionRequest request) {
    if (request.namespace().isEmpty() || state.isEmpty()) {
      return List.of();
    }
    Optional<AccountId> account =
        state.get().catalog().accountOf(request.namespace()).map(owner -> owner.id());
    if (account.isEmpty()) {
      return List.of(
          "namespace '%s' belongs to no Account, so this %s is not in use yet"
              .formatted(request.namespace(), request.kind()));
    }
    return request.kind().equals("IAMRole")
        ? roleWarnings(request.object(), account.get())
        : List.of();
  }

  private List<String> roleWarnings(JsonNode role, AccountId account) {
    JsonNode metadata = role.path("metadata");
    String name = role.path("spec").path("roleName").asText(metadata.path("name").asText());
    Optional<Role> namesake = state.flatMap(now -> now.catalog().role(account, name));
    boolean itself =
        namesake
            .filter(other -> other.id().equals(RoleId.ofUid(metadata.path("uid").asText())))
            .isPresent();
    return namesake.isEmpty() || itself
        ? List.of()
        : List.of(
            "account %s has a role '%s' already, in namespace '%s': the older one is in use"
                .formatted(account, namesake.get().arn().name(), namesake.get().namespace()));
  }

  private List<String> accountProblems(AdmissionRequest request) {
    List<String> problems = new ArrayList<>();
    String id = request.object().path("spec").path("accountId").asText();
    JsonNode before = request.oldObject().path("spec");
    if (before.has("accountId") && !before.path("accountId").asText().equals(id)) {
      problems.add(
          "spec.accountId: an account's id never changes; it is "
              + before.path("accountId").asText());
    }
    Optional<Account> old = account(request.oldObject());
    state.ifPresent(now ->
        account(request.object())
            .ifPresent(account -> {
              problems.addAll(new AccountClaims(now, reserved).problems(account, old));
              old.ifPresent(it -> problems.addAll(new QuotaRules(now).lowered(account, it)));
            }));
    return problems;
  }

  /** Empty where there is none, or one that cannot be read. */
  private static Optional<Account> account(JsonNode object) {
    try {
      return object.isObject()
          ? Optional.of(SERIALIZATION.convertValue(object, Account.class))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What counts of every object that is an account's. */
  private List<String> quotaProblems(AdmissionRequest request) {
    Optional<AccountId> owner = state.flatMap(now -> owner(request, now));
    if (owner.isEmpty()) {
      return state.map(now -> unownedProblems(request, new QuotaRules(now))).orElse(List.of());
    }
    QuotaRules quotas = new QuotaRules(state.get());
    List<String> problems = new ArrayList<>();
    if (request.operation().equals("CREATE")) {
      quotas.oneMore(request.kind(), owner.get()).ifPresent(problems::add);
    }
    if (request.kind().equals("IAMRole")) {
      quotas
          .attachments(owner.get(), attached(request.oldObject()), attached(request.object()))
          .ifPresent(problems::add);
    }
    if (QuotaRules.counts(request.kind())) {
      quotas
          .memory(owner.get(), weight(request.oldObject()), weight(request.object()))
          .ifPresent(problems::add);
    }
    return problems;
  }

  /** What counts of those in namespaces that no Account has: sts has them in memory too. */
  private static List<String> unownedProblems(AdmissionRequest request, QuotaRules quotas) {
    if (request.namespace().isEmpty() || !QuotaRules.counts(request.kind())) {
      return List.of();
    }
    Optional<String> number =
        request.operation().equals("CREATE")
            ? quotas.oneMoreUnowned(request.kind(), request.namespace())
            : Optional.empty();
    Optional<String> memory =
        quotas.memoryUnowned(
            request.namespace(), weight(request.oldObject()), weight(request.object()));
    return Stream.concat(number.stream(), memory.stream()).toList();
  }

  /** None where there is no object. */
  private static long weight(JsonNode object) {
    return object.isObject()
        ? ResourceWeight.of(
            object.path("spec").toString(),
            object.path("metadata").path("annotations").path(HeldRoles.ANNOTATION).asText())
        : 0;
  }

  /** The account of its namespace; of an InstanceProfile, which is in none, that of its role. */
  private static Optional<AccountId> owner(AdmissionRequest request, ClusterState now) {
    return request.kind().equals("InstanceProfile")
        ? RoleArn.parse(request.object().path("spec").path("role").asText()).map(RoleArn::account)
        : now.catalog().accountOf(request.namespace()).map(owner -> owner.id());
  }

  private static int attached(JsonNode role) {
    return role.path("spec").path("managedPolicies").size();
  }

  private List<String> providerProblems(JsonNode spec) {
    String url = spec.path("url").asText();
    return reserved.isIssuer(url)
        ? List.of(
            "spec.url: '"
                + url
                + "' is the issuer of this cluster or of Rolecall itself, which every account has"
                + " without declaring it; remove this OIDCProvider")
        : List.of();
  }
}
