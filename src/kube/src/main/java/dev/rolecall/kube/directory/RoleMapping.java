package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.Catalog.Name;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.IAMRoleSpec;
import dev.rolecall.kube.resource.Tag;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.trust.TrustedRoles;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** IAMRoles as roles. */
final class RoleMapping {
  private static final int DEFAULT_SESSION = 3600;

  private final Accounts accounts;
  private final ManagedPolicies policies;
  private final TrustResolution trust;
  private final Round round;

  /** A role that has its name. */
  private record Owner(IAMRole resource, Account account, Optional<ManifestReading.Read> read) {}

  RoleMapping(Accounts accounts, ManagedPolicies policies, TrustResolution trust, Round round) {
    this.accounts = accounts;
    this.policies = policies;
    this.trust = trust;
    this.round = round;
  }

  Map<Name, Role> map(List<IAMRole> oldestFirst) {
    Map<Name, Owner> owners = owners(oldestFirst);
    Map<Name, IAMRole> resources = new HashMap<>();
    owners.forEach((name, owner) -> resources.put(name, owner.resource()));
    RoleNames names = new RoleNames(resources);
    Map<Name, Role> roles = new HashMap<>();
    owners.forEach((name, owner) ->
        owner
            .read()
            .ifPresent(
                read -> roles.put(name, role(owner.resource(), read, owner.account(), names))));
    return roles;
  }

  private Map<Name, Owner> owners(List<IAMRole> oldestFirst) {
    Map<Name, Owner> owners = new LinkedHashMap<>();
    Quota quota = new Quota("rolesQuota", AccountQuotas::getRolesQuota, accounts, round);
    for (IAMRole resource : oldestFirst) {
      Optional<ManifestReading.Read> read = round.read(resource);
      Optional<Account> account = accounts.of(resource, round);
      if (account.isPresent()) {
        Name name = Name.of(account.get().id(), nameOf(resource));
        if (!quota.admits(account.get(), resource)) {
          // It keeps its name: a younger role that is smaller must not silently become its ARN.
          owners.putIfAbsent(name, new Owner(resource, account.get(), Optional.empty()));
          continue;
        }
        Optional<ManifestReading.Read> usable =
            round.whole(read).filter(role -> hasFewPolicies(resource, account.get()));
        Owner owner = owners.putIfAbsent(name, new Owner(resource, account.get(), usable));
        if (owner != null) {
          noteDuplicate(resource, owner.resource(), account.get());
        }
      }
    }
    return owners;
  }

  /** Without those that are too many it might do more than was meant, so it is not used at all. */
  private boolean hasFewPolicies(IAMRole resource, Account account) {
    int attached = resource.getSpec().getManagedPolicies().size();
    int most = accounts.quotas(account.id()).getAttachedPoliciesPerRoleQuota();
    if (attached > most) {
      round.note(
          resource,
          Reason.QUOTA_EXCEEDED,
          "the role has %d managed policies, and a role of account %s may have %d (spec.quotas.attachedPoliciesPerRoleQuota); take some away, or have the quota raised"
              .formatted(attached, account.id(), most));
    }
    return attached <= most;
  }

  private void noteDuplicate(IAMRole resource, IAMRole owner, Account account) {
    round.note(
        resource,
        Reason.DUPLICATE_NAME,
        "IAMRole '%s' of namespace '%s' is older and is role '%s' of account %s; choose another roleName"
            .formatted(
                owner.getMetadata().getName(),
                owner.getMetadata().getNamespace(),
                nameOf(owner),
                account.id()));
  }

  private Role role(IAMRole resource, ManifestReading.Read read, Account account, RoleNames names) {
    IAMRoleSpec spec = resource.getSpec();
    PolicyDocument trustPolicy = Objects.requireNonNull(read.policies().get("spec.trustPolicy"));
    int seconds = Optional.ofNullable(spec.getMaxSessionDuration()).orElse(DEFAULT_SESSION);
    return new Role(
        RoleId.ofUid(resource.getMetadata().getUid()),
        new RoleArn(account.id(), pathOf(resource), nameOf(resource)),
        resource.getMetadata().getNamespace(),
        TrustedRoles.held(
            trustPolicy, trust.ids(resource, TrustedRoles.namedBy(trustPolicy), names, round)),
        identityPolicies(resource, read, account),
        boundary(resource, account),
        Duration.ofSeconds(seconds),
        tags(spec.getTags()),
        Optional.ofNullable(spec.getRevokeSessionsIssuedBefore())
            .map(text -> OffsetDateTime.parse(text).toInstant())
            .orElse(null));
  }

  /** Of its name in the account. */
  static String nameOf(IAMRole resource) {
    return Optional.ofNullable(resource.getSpec().getRoleName())
        .orElse(resource.getMetadata().getName());
  }

  static String pathOf(IAMRole resource) {
    return Optional.ofNullable(resource.getSpec().getPath()).orElse("/");
  }

  static Map<String, String> tags(List<Tag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    tags.forEach(tag -> map.put(String.valueOf(tag.getKey()), String.valueOf(tag.getValue())));
    return map;
  }

  private List<PolicyDocument> identityPolicies(
      IAMRole resource, ManifestReading.Read read, Account account) {
    List<PolicyDocument> documents = new ArrayList<>(Documents.list(read, "spec.policies"));
    for (String reference : resource.getSpec().getManagedPolicies()) {
      switch (policies.find(account.id(), reference)) {
        case ManagedPolicies.Found.Policy policy -> documents.add(policy.document());
        case ManagedPolicies.Found.Missing missing ->
            round.note(
                resource,
                Reason.POLICY_NOT_FOUND,
                "no IAMPolicy '%s' in account %s; the role works without it"
                    .formatted(reference, account.id()));
        case ManagedPolicies.Found.Unreadable unreadable -> {
          // It may have denied something: without it the role could do more than was meant.
          documents.add(
              Documents.denyingEverything(
                  PolicyType.IDENTITY, "unreadable managed policy '" + reference + "'"));
          round.note(
              resource,
              Reason.POLICY_UNREADABLE,
              "IAMPolicy '%s' is not in use (see its status); until it is the role may do nothing"
                  .formatted(reference));
        }
      }
    }
    return documents;
  }

  private @Nullable PolicyDocument boundary(IAMRole resource, Account account) {
    String reference = resource.getSpec().getPermissionsBoundary();
    if (reference == null) {
      return null;
    }
    String name = "permissions boundary '" + reference + "'";
    ManagedPolicies.Found found = policies.find(account.id(), reference);
    if (found instanceof ManagedPolicies.Found.Policy policy) {
      return Documents.asBoundary(policy.document(), name);
    }
    boolean missing = found instanceof ManagedPolicies.Found.Missing;
    round.note(
        resource,
        missing ? Reason.BOUNDARY_NOT_FOUND : Reason.BOUNDARY_UNREADABLE,
        "the permissions boundary '%s' %s; until then the role may do nothing"
            .formatted(
                reference,
                missing
                    ? "is no IAMPolicy of account " + account.id() + ": create it"
                    : "is not in use: see the IAMPolicy's status"));
    return Documents.denyingEverything(PolicyType.PERMISSIONS_BOUNDARY, name);
  }
}
