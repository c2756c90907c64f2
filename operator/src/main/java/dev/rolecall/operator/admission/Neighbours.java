package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.operator.state.ClusterState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the other objects say to a new or changed one. */
final class Neighbours {
  private final Optional<ClusterState> state;
  private final String clusterIssuer;

  Neighbours(Optional<ClusterState> state, String clusterIssuer) {
    this.state = state;
    this.clusterIssuer = clusterIssuer;
  }

  /** Why the object must not be; one sentence each. */
  List<String> problems(AdmissionRequest request) {
    return switch (request.kind()) {
      case "Account" -> accountProblems(request);
      case "OIDCProvider" -> providerProblems(request.object().path("spec"));
      default -> List.of();
    };
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
    JsonNode spec = request.object().path("spec");
    JsonNode before = request.oldObject().path("spec");
    String id = spec.path("accountId").asText();
    if (before.has("accountId") && !before.path("accountId").asText().equals(id)) {
      problems.add(
          "spec.accountId: an account's id never changes; it is "
              + before.path("accountId").asText());
    }
    Set<String> claims = texts(spec.path("namespaces"));
    claims.removeAll(texts(before.path("namespaces")));
    String name = request.object().path("metadata").path("name").asText();
    for (Account other : state.map(ClusterState::accounts).orElse(List.of())) {
      if (other.getMetadata().getName().equals(name)) {
        continue;
      }
      if (before.isMissingNode() && id.equals(other.getSpec().getAccountId())) {
        problems.add(
            "spec.accountId: Account '%s' has the id %s; choose another"
                .formatted(other.getMetadata().getName(), id));
      }
      for (String namespace : other.getSpec().getNamespaces()) {
        if (claims.contains(namespace)) {
          problems.add(
              "spec.namespaces: Account '%s' owns namespace '%s'; take it away there first"
                  .formatted(other.getMetadata().getName(), namespace));
        }
      }
    }
    return problems;
  }

  private List<String> providerProblems(JsonNode spec) {
    return plain(spec.path("url").asText()).equals(plain(clusterIssuer))
        ? List.of(
            "spec.url: "
                + clusterIssuer
                + " is the cluster's own issuer, which every account has without declaring it;"
                + " remove this OIDCProvider")
        : List.of();
  }

  /** Case, default port and final slashes must not make a look-alike of the cluster's issuer. */
  private static String plain(String issuer) {
    return issuer
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^(https://[^/:]+):443(/|$)", "$1$2")
        .replaceFirst("/+$", "");
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
