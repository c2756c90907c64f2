package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.operator.state.StateWatch;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import jakarta.inject.Singleton;

/** Status of Accounts. */
@Singleton
@ControllerConfiguration(name = "account")
public final class AccountReconciler extends StatusReconciler<ResourceStatus, Account> {
  public AccountReconciler(StateWatch watch, StatusReport report) {
    super(Account.class, ResourceStatus::new, watch, report);
  }
}
