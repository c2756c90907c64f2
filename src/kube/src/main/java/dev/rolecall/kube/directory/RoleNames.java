package dev.rolecall.kube.directory;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.Catalog.Name;
import dev.rolecall.kube.resource.IAMRole;
import java.util.Map;
import java.util.Optional;

/** Finds the roles that principals name; a role that cannot be used has its name all the same. */
final class RoleNames {
  private static final String ASSUMED = "assumed-role/";

  private final Map<Name, IAMRole> owners;

  RoleNames(Map<Name, IAMRole> owners) {
    this.owners = owners;
  }

  /**
   * The unique id of the role that has this name now.
   *
   * @param principal the ARN of a role or of a role's session; letters of either case are different
   */
  Optional<RoleId> find(String principal) {
    return RoleArn.parse(principal)
        .flatMap(arn ->
            find(arn.account(), arn.name())
                .filter(role -> RoleMapping.pathOf(role).equals(arn.path())))
        .or(() -> Arn.parse(principal).flatMap(this::behindSession))
        .map(role -> RoleId.ofUid(role.getMetadata().getUid()));
  }

  private Optional<IAMRole> behindSession(Arn arn) {
    if (!arn.partition().equals("aws") || !arn.resource().startsWith(ASSUMED)) {
      return Optional.empty();
    }
    String name = arn.resource().substring(ASSUMED.length()).split("/", 2)[0];
    return find(new AccountId(arn.account()), name);
  }

  private Optional<IAMRole> find(AccountId account, String name) {
    return Optional.ofNullable(owners.get(Name.of(account, name)))
        .filter(role -> RoleMapping.nameOf(role).equals(name));
  }
}
