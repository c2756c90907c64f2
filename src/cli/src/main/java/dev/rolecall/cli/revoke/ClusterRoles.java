package dev.rolecall.cli.revoke;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.json.Json;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.CatalogBuilder;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.directory.RoleArns;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Roles of a cluster. */
public record ClusterRoles(KubernetesClient client) implements RoleStore {
  @Override
  public List<KnownRole> roles() {
    try {
      List<IAMRole> roles = client.resources(IAMRole.class).inAnyNamespace().list().getItems();
      List<Account> accounts = client.resources(Account.class).list().getItems();
      ResourceLists lists =
          new ResourceLists(
              accounts, roles, List.of(), List.of(), List.of(), List.of(), namespaces(accounts));
      Catalog catalog =
          new CatalogBuilder(Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS).build(lists);
      return roles.stream().map(role -> known(role, catalog)).toList();
    } catch (KubernetesClientException e) {
      throw failure("the roles cannot be read", e);
    }
  }

  /** Only where somebody selects them: whoever revokes may not be allowed to list them. */
  private List<Namespace> namespaces(List<Account> accounts) {
    return accounts.stream().anyMatch(account -> account.getSpec().getNamespaceSelector() != null)
        ? client.namespaces().list().getItems()
        : List.of();
  }

  private static KnownRole known(IAMRole role, Catalog catalog) {
    String namespace = role.getMetadata().getNamespace();
    return new KnownRole(
        namespace,
        role.getMetadata().getName(),
        catalog.accountOf(namespace).flatMap(account -> RoleArns.of(role, account.id())),
        Optional.ofNullable(role.getSpec().getRevokeSessionsIssuedBefore())
            .flatMap(ClusterRoles::instant));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void revoke(KnownRole role, Instant before) {
    try {
      client
          .resources(IAMRole.class)
          .inNamespace(role.namespace())
          .withName(role.name())
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              Json.write(Map.of("spec", Map.of("revokeSessionsIssuedBefore", before.toString()))));
    } catch (KubernetesClientException e) {
      throw failure("the sessions of " + role + " were not revoked", e);
    }
  }

  private Failure failure(String what, KubernetesClientException e) {
    return Failure.of(
        what,
        place(),
        e,
        "see that the cluster is there, and that you may list and patch iamroles");
  }

  @Override
  public String place() {
    return "cluster " + client.getMasterUrl();
  }

  @Override
  public String effect() {
    return "Every replica of sts sees it within a second or so.";
  }
}
