package dev.rolecall.kube.directory;

import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.resource.IAMRole;
import java.util.Map;
import java.util.Set;

/** Which roles a trust policy means by the names that it has. */
interface TrustResolution {
  /**
   * The unique ids by principal; principals without one admit nobody, and that is noted.
   *
   * @param principals those of the role's trust policy that name roles
   */
  Map<String, RoleId> ids(IAMRole role, Set<String> principals, RoleNames names, Round round);
}
