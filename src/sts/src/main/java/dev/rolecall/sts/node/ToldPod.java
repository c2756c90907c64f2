package dev.rolecall.sts.node;

import dev.rolecall.directory.PodPermissions;
import dev.rolecall.directory.PodStatus;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Workload;
import java.util.Optional;

/**
 * All that an agent is told of a pod; it is told again when this differs.
 *
 * @param account that owns its namespace
 * @param shape of its credentials
 */
record ToldPod(
    Workload workload,
    PodStatus status,
    Optional<AccountId> account,
    PodPermissions allowed,
    String shape) {}
