package dev.rolecall.kube.directory;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;

/**
 * All resources at one moment.
 *
 * @param namespaces their names and labels
 */
public record ResourceLists(
    List<Account> accounts,
    List<IAMRole> roles,
    List<IAMPolicy> policies,
    List<OIDCProvider> providers,
    List<RoleAssociation> associations,
    List<InstanceProfile> profiles,
    List<Namespace> namespaces) {
  public ResourceLists {
    accounts = List.copyOf(accounts);
    roles = List.copyOf(roles);
    policies = List.copyOf(policies);
    providers = List.copyOf(providers);
    associations = List.copyOf(associations);
    profiles = List.copyOf(profiles);
    namespaces = List.copyOf(namespaces);
  }
}
