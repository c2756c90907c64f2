package dev.rolecall.directory;

import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant.
 *
 * @param name the name of its object
 * @param namespaces those it owns; a namespace claimed twice is in none
 * @param scps service control policies by level, the root first
 * @param boundary limits every role besides the role's own boundary
 * @param pods what its pods may do to get credentials
 * @param powers what its pods may do on their node
 * @param roleUse who may have a pod wear its roles
 * @param suspended nothing is issued and no session is good while this is so
 */
public record Account(
    AccountId id,
    String name,
    Set<String> namespaces,
    List<List<PolicyDocument>> scps,
    @Nullable PolicyDocument boundary,
    PodPermissions pods,
    PodPowers powers,
    RoleUse roleUse,
    boolean suspended) {
  public Account {
    namespaces = Set.copyOf(namespaces);
    scps = scps.stream().map(List::copyOf).toList();
  }
}
