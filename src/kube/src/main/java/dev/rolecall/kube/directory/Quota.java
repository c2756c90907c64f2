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

/** Counts the objects of one kind in each account, the oldest first, whether they are right. */
final class Quota {
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

  /** Counts one more; where it is one too many that is noted, and it must not be used. */
  boolean admits(Account account, HasMetadata resource) {
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
