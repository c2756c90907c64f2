package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.Association;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.Catalog.Name;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.PodSelector;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.RoleAssociationSpec;
import dev.rolecall.policy.PolicyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RoleAssociations as associations. */
final class AssociationMapping {
  private final Accounts accounts;
  private final Map<Name, Role> roles;
  private final Round round;

  AssociationMapping(Accounts accounts, Map<Name, Role> roles, Round round) {
    this.accounts = accounts;
    this.roles = roles;
    this.round = round;
  }

  /** By namespace, each list by name. */
  Map<String, List<Association>> map(List<RoleAssociation> resources) {
    Map<String, List<Association>> associations = new HashMap<>();
    for (RoleAssociation resource : resources) {
      Optional<ManifestReading.Read> read = round.read(resource);
      accounts
          .of(resource, round)
          .map(account ->
              read.isPresent()
                  ? association(resource, read.get(), account)
                  : limitToNothing(resource))
          .ifPresent(association ->
              associations
                  .computeIfAbsent(association.namespace(), none -> new ArrayList<>())
                  .add(association));
    }
    associations.values().forEach(list -> list.sort(Comparator.comparing(Association::name)));
    return associations;
  }

  private Association association(
      RoleAssociation resource, ManifestReading.Read read, Account account) {
    RoleAssociationSpec spec = resource.getSpec();
    return new Association(
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName(),
        spec.getServiceAccounts(),
        labels(spec),
        role(resource, spec.getRole(), account),
        RoleMapping.tags(spec.getTags()),
        read.policies().get("spec.sessionPolicy"));
  }

  /**
   * What an association that cannot be read means: perhaps it was to limit its workloads, so they
   * get nothing, whoever else names their role.
   */
  private static Association limitToNothing(RoleAssociation resource) {
    RoleAssociationSpec spec = resource.getSpec();
    return new Association(
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName(),
        spec.getServiceAccounts().stream().filter(Objects::nonNull).toList(),
        labels(spec),
        null,
        Map.of(),
        Documents.denyingEverything(
            PolicyType.SESSION,
            "unreadable RoleAssociation '" + resource.getMetadata().getName() + "'"));
  }

  /** A selector with unknown fields may select any pod. */
  private static Map<String, String> labels(RoleAssociationSpec spec) {
    PodSelector selector = spec.getPodSelector();
    return selector == null
            || !selector.getUnknownFields().isEmpty()
            || selector.getMatchLabels().values().stream().anyMatch(Objects::isNull)
        ? Map.of()
        : selector.getMatchLabels();
  }

  private @Nullable RoleArn role(
      RoleAssociation resource, @Nullable String reference, Account account) {
    if (reference == null) {
      return null;
    }
    Optional<RoleArn> arn = RoleArn.parse(reference);
    Role role =
        roles.get(
            arn.map(parsed -> Name.of(parsed.account(), parsed.name()))
                .orElseGet(() -> Name.of(account.id(), reference)));
    if (role == null
        || arn.filter(parsed -> !parsed.path().equals(role.arn().path())).isPresent()) {
      round.note(
          resource,
          Reason.ROLE_NOT_FOUND,
          "there is no usable role '" + reference + "'; create the IAMRole, or mend its name");
      return arn.orElseGet(() -> new RoleArn(account.id(), "/", reference));
    }
    return role.arn();
  }
}
