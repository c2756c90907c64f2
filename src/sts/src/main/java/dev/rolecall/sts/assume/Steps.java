package dev.rolecall.sts.assume;

import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.ResourceDirectory;

/** The steps that every way to a session shares. */
public record Steps(
    ResourceDirectory resources, PodAttestor pods, RoleBinding bindings, RoleAssumption roles) {}
