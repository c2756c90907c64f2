package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.AccountStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;

/** Status of Accounts. */
@Singleton
// What is counted changes with every object that comes: one write says it for many.
@RateLimited(maxReconciliations = 3, within = 3)
@ControllerConfiguration(
    name = "account",
    informer = @Informer(itemStore = StatusStore.class, informerListLimit = StatusStore.PAGE))
@GradualRetry(
    maxAttempts = Persistence.WITHOUT_END,
    initialInterval = Persistence.FIRST_MILLIS,
    intervalMultiplier = Persistence.GROWTH,
    maxInterval = Persistence.LONGEST_MILLIS)
public final class AccountReconciler extends StatusReconciler<AccountStatus, Account> {
  public AccountReconciler(StateWatch watch, StatusReport report) {
    super(Account.class, AccountStatus::new, watch, report);
  }
}
