package dev.rolecall.kube.directory;

import dev.rolecall.directory.InstanceProfile;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.Catalog.Name;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.AccountQuotas;
import dev.rolecall.kube.resource.InstanceProfileSpec;
import dev.rolecall.kube.resource.NodeSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** InstanceProfiles as profiles, the oldest first. */
final class ProfileMapping {
  private final Accounts accounts;
  private final Map<Name, Role> roles;
  private final Round round;

  ProfileMapping(Accounts accounts, Map<Name, Role> roles, Round round) {
    this.accounts = accounts;
    this.roles = roles;
    this.round = round;
  }

  /**
   * One that cannot be read, or is one too many, still has its nodes: they get no other's role by a
   * slip of the pen.
   */
  List<InstanceProfile> map(List<dev.rolecall.kube.resource.InstanceProfile> oldestFirst) {
    List<InstanceProfile> profiles = new ArrayList<>();
    Quota quota =
        new Quota(
            "instanceProfilesQuota", AccountQuotas::getInstanceProfilesQuota, accounts, round);
    for (dev.rolecall.kube.resource.InstanceProfile resource : oldestFirst) {
      boolean readable = round.read(resource).isPresent() && isWithin(quota, resource);
      Map<String, String> labels = labels(resource.getSpec());
      Optional<InstanceProfile> before =
          profiles.stream().filter(profile -> profile.selects(labels)).findFirst();
      if (readable && before.isPresent()) {
        round.note(
            resource,
            Reason.DUPLICATE_SELECTOR,
            "InstanceProfile '%s' is older and selects every node that this one does; select others"
                .formatted(before.get().name()));
      } else if (!labels.isEmpty()) {
        profiles.add(
            new InstanceProfile(
                resource.getMetadata().getName(), labels, readable ? role(resource) : null));
      }
    }
    return profiles;
  }

  /** Counted in the account of its role, where there is one. */
  private boolean isWithin(Quota quota, dev.rolecall.kube.resource.InstanceProfile resource) {
    return RoleArn.parse(String.valueOf(resource.getSpec().getRole()))
        .flatMap(arn -> accounts.byId(arn.account()))
        .map(account -> quota.admits(account, resource))
        .orElse(true);
  }

  /** Empty where there is no telling which nodes are meant. */
  private static Map<String, String> labels(InstanceProfileSpec spec) {
    NodeSelector selector = spec.getNodeSelector();
    return selector == null || selector.getMatchLabels().values().stream().anyMatch(Objects::isNull)
        ? Map.of()
        : selector.getMatchLabels();
  }

  private @Nullable RoleArn role(dev.rolecall.kube.resource.InstanceProfile resource) {
    String reference = String.valueOf(resource.getSpec().getRole());
    Optional<RoleArn> arn = RoleArn.parse(reference);
    if (arn.map(it -> roles.get(Name.of(it.account(), it.name())))
        .filter(role -> arn.get().path().equals(role.arn().path()))
        .isEmpty()) {
      round.note(
          resource,
          Reason.ROLE_NOT_FOUND,
          "there is no usable role '" + reference + "'; create the IAMRole, or mend its ARN");
    }
    return arn.orElse(null);
  }
}
