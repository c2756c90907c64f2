package dev.rolecall.kube.directory;

import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.IAMRole;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Means the roles that have the names now: for folders, which are read as a whole. */
final class NamedTrust implements TrustResolution {
  @Override
  public Map<String, RoleId> ids(
      IAMRole role, Set<String> principals, RoleNames names, Round round) {
    Map<String, RoleId> ids = new HashMap<>();
    for (String principal : principals) {
      Optional<RoleId> id = names.find(principal);
      id.ifPresent(found -> ids.put(principal, found));
      if (id.isEmpty()) {
        round.note(
            role,
            Reason.TRUSTED_ROLE_NOT_FOUND,
            "the trust policy names %s, and there is no such role; add it or remove the principal"
                .formatted(principal));
      }
    }
    return ids;
  }
}
