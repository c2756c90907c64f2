package dev.rolecall.sts.assume;

import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.policy.PolicyQuotas;

/**
 * The steps that every way to a session shares.
 *
 * @param quotas how long the policies may be that requests bring
 */
public record Steps(
    ResourceDirectory resources,
    PodAttestor pods,
    RoleBinding bindings,
    RoleAssumption roles,
    PolicyQuotas quotas) {}
