package dev.rolecall.kube.directory;

import dev.rolecall.identity.RoleId;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.IAMRole;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Means the roles whose unique ids the role's annotation holds. A name that is not held yet is to
 * be, once a role has it; one that is held is never held anew by itself.
 */
final class HeldTrust implements TrustResolution {
  @Override
  public Map<String, RoleId> ids(
      IAMRole role, Set<String> principals, RoleNames names, Round round) {
    Optional<String> annotation = HeldRoles.annotation(role);
    Optional<Map<String, RoleId>> read = HeldRoles.read(annotation.orElse("{}"));
    if (read.isEmpty()) {
      round.note(
          role,
          Reason.TRUSTED_ROLES_UNREADABLE,
          "the annotation %s is no JSON object of role ARNs and AROA ids of 32 KiB at most, so that no role is trusted; to hold the roles of today: %s"
              .formatted(HeldRoles.ANNOTATION, remedy(role)));
      return Map.of();
    }
    Map<String, RoleId> held = new HashMap<>(read.get());
    held.keySet().retainAll(principals);
    Map<String, RoleId> wanted = new HashMap<>(held);
    for (String principal : principals) {
      Optional<RoleId> now = names.find(principal);
      now.ifPresent(id -> wanted.putIfAbsent(principal, id));
      judge(role, principal, Optional.ofNullable(held.get(principal)), now, round);
    }
    if (!wanted.equals(read.get())) {
      round.hold(
          new HeldRoles(
              role.getMetadata().getNamespace(),
              role.getMetadata().getName(),
              annotation,
              HeldRoles.write(wanted)));
    }
    return held;
  }

  private static void judge(
      IAMRole role, String principal, Optional<RoleId> held, Optional<RoleId> now, Round round) {
    if (held.isEmpty()) {
      round.note(
          role,
          now.isEmpty() ? Reason.TRUSTED_ROLE_NOT_FOUND : Reason.TRUSTED_ROLE_NOT_HELD,
          now.isEmpty()
              ? "the trust policy names %s, and there is no such role: nobody is admitted by it until there is"
                  .formatted(principal)
              : "the trust policy names %s, which is not held as a unique id yet: the operator does so in a moment"
                  .formatted(principal));
    } else if (!held.equals(now)) {
      round.note(
          role,
          Reason.TRUSTED_ROLE_REPLACED,
          "the trust policy names %s and holds it as %s, which %s; nobody is admitted by it. Remove the principal or, to hold the roles that have the names now: %s"
              .formatted(
                  principal,
                  held.get(),
                  now.map(id -> "is not the role of that name any more: that is " + id + " now")
                      .orElse("is not there any more"),
                  remedy(role)));
    }
  }

  private static String remedy(IAMRole role) {
    return "kubectl annotate iamrole -n %s %s %s-"
        .formatted(
            role.getMetadata().getNamespace(), role.getMetadata().getName(), HeldRoles.ANNOTATION);
  }
}
