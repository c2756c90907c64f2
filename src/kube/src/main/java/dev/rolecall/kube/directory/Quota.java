package dev.rolecall.kube.directory;

import dev.rolecall.directory.Account;
import dev.rolecall.identity.AccountId;
import dev.rolecall.kube.directory.CatalogBuilder.Round;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.resource.AccountQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Counts the objects of one kind in each account, the oldest first, whether they are right, and the
 * memory that they take with those of other kinds.
 */
final class Quota {
  private static final int MEBIBYTE = 1 << 20;

  private final String field;
  private final ToIntFunction<AccountQuotas> most;
  private final Accounts accounts;
  private final Round round;
  private final Map<AccountId, Integer> counts = new HashMap<>();

  /**
   * @param field of an Account's quotas
   */
  Quota(String field, ToIntFunction<AccountQuotas> most, Accounts accounts, Round round) {
    this.field = field;
    this.most = most;
    this.accounts = accounts;
    this.round = round;
  }

  /** Counts one more; where it is too much that is noted, and it must not be used. */
  boolean admits(Account account, HasMetadata resource) {
    boolean admitted = isOneOfTheFirst(account, resource) && hasMemory(account, resource);
    if (!admitted) {
      round.dismiss(resource);
    }
    return admitted;
  }

  private boolean hasMemory(Account account, HasMetadata resource) {
    int quota = accounts.quotas(account.id()).getMemoryQuota();
    if (round.takesMemory(account.id(), (long) quota * MEBIBYTE, resource)) {
      return true;
    }
    round.note(
        resource,
        Reason.QUOTA_EXCEEDED,
        "account %s may take %d MiB of sts' memory with its resources (spec.quotas.memoryQuota of Account '%s'), and others leave too little of it; shorten policies, delete some, or have the quota raised"
            .formatted(account.id(), quota, account.name()));
    return false;
  }

  private boolean isOneOfTheFirst(Account account, HasMetadata resource) {
    int quota = most.applyAsInt(accounts.quotas(account.id()));
    if (counts.merge(account.id(), 1, Integer::sum) <= quota) {
      return true;
    }
    round.note(
        resource,
        Reason.QUOTA_EXCEEDED,
        "account %s may have %d of these (spec.quotas.%s of Account '%s'), and all of them are older; delete some, or have the quota raised"
            .formatted(account.id(), quota, field, account.name()));
    return false;
  }
}
