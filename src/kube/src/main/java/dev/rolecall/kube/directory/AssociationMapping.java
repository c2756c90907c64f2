package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.Associations;
import dev.rolecall.directory.association.TagTemplate;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.Catalog.Name;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.PodSelector;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.RoleAssociationSpec;
import dev.rolecall.kube.resource.SessionTag;
import dev.rolecall.policy.PolicyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

  /** By namespace. */
  Map<String, Associations> map(List<RoleAssociation> resources) {
    Map<String, List<Association>> associations = new HashMap<>();
    Quota quota =
        new Quota(
            "podIdentityAssociationsQuota",
            AccountQuotas::getPodIdentityAssociationsQuota,
            accounts,
            round);
    for (RoleAssociation resource : resources) {
      Optional<ManifestReading.Read> read = round.read(resource);
      accounts
          .of(resource, round)
          .map(account ->
              Optional.of(resource)
                  .filter(it -> quota.admits(account, it))
                  .flatMap(it -> round.whole(read))
                  .map(it -> association(resource, it, account))
                  .orElseGet(() -> limitToNothing(resource)))
          .ifPresent(association ->
              associations
                  .computeIfAbsent(association.namespace(), none -> new ArrayList<>())
                  .add(association));
    }
    Map<String, Associations> indexed = new HashMap<>();
    associations.forEach(
        (namespace, list) -> indexed.put(namespace, round.indexed(namespace, list)));
    return indexed;
  }

  private Association association(
      RoleAssociation resource, ManifestReading.Read read, Account account) {
    RoleAssociationSpec spec = resource.getSpec();
    return new Association(
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName(),
        spec.getServiceAccounts(),
        selector(spec).orElse(LabelSelector.EVERYTHING),
        Optional.ofNullable(spec.getRole()).map(role -> role(resource, role, account)),
        tags(spec),
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
        selector(spec).orElse(LabelSelector.EVERYTHING),
        Optional.empty(),
        Map.of(),
        Documents.denyingEverything(
            PolicyType.SESSION,
            "unreadable RoleAssociation '" + resource.getMetadata().getName() + "'"));
  }

  /** A selector with unknown fields may select any pod. */
  private static Optional<LabelSelector> selector(RoleAssociationSpec spec) {
    PodSelector selector = spec.getPodSelector();
    return selector == null || !selector.getUnknownFields().isEmpty()
        ? Optional.empty()
        : LabelSelectors.of(selector.getMatchLabels(), selector.getMatchExpressions());
  }

  private static Map<String, TagTemplate> tags(RoleAssociationSpec spec) {
    Map<String, TagTemplate> tags = new HashMap<>();
    for (SessionTag tag : spec.getTags()) {
      if (TagTemplate.read(String.valueOf(tag.getValue()))
          instanceof TagTemplate.Reading.Read(var template)) {
        tags.put(String.valueOf(tag.getKey()), template);
      } else {
        throw new IllegalStateException("a template that was read is none");
      }
    }
    return tags;
  }

  /** Whether another account has a role, its owners alone are told. */
  private AssociatedRole role(RoleAssociation resource, String reference, Account account) {
    RoleAssociationSpec spec = resource.getSpec();
    Optional<RoleArn> target = Optional.ofNullable(spec.getTargetRole()).flatMap(RoleArn::parse);
    target
        .filter(arn -> arn.account().equals(account.id()) && !isUsable(arn))
        .ifPresent(arn ->
            round.note(
                resource,
                Reason.TARGET_ROLE_NOT_FOUND,
                "there is no usable target role '"
                    + arn
                    + "'; create the IAMRole, or mend its ARN"));
    return new AssociatedRole(
        arn(resource, reference, account),
        spec.getPriority(),
        target,
        !spec.isDisableSessionTags());
  }

  private RoleArn arn(RoleAssociation resource, String reference, Account account) {
    Optional<RoleArn> arn = RoleArn.parse(reference);
    Optional<RoleArn> usable =
        arn.isPresent()
            ? arn.filter(this::isUsable)
            : Optional.ofNullable(roles.get(Name.of(account.id(), reference))).map(Role::arn);
    boolean own = arn.filter(it -> !it.account().equals(account.id())).isEmpty();
    if (usable.isEmpty() && own) {
      round.note(
          resource,
          Reason.ROLE_NOT_FOUND,
          "there is no usable role '" + reference + "'; create the IAMRole, or mend its name");
    }
    return usable.or(() -> arn).orElseGet(() -> new RoleArn(account.id(), "/", reference));
  }

  private boolean isUsable(RoleArn arn) {
    Role role = roles.get(Name.of(arn.account(), arn.name()));
    return role != null && role.arn().path().equals(arn.path());
  }
}
