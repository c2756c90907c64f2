package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.resource.IAMRoleStatus;
import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.operator.state.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Builds status: the one place that knows its form. */
public final class StatusReport {
  private static final String READY = "Ready";

  private final Clock clock;

  public StatusReport(Clock clock) {
    this.clock = clock;
  }

  /**
   * Writes the verdict into a status; the transition time moves only where readiness changes.
   *
   * @return whether anything is another than before
   */
  public boolean apply(Verdict verdict, ResourceStatus status) {
    String word = verdict.ready() ? "True" : "False";
    Optional<Condition> before =
        status.getConditions().stream()
            .filter(condition -> READY.equals(condition.getType()))
            .findFirst();
    String turned =
        before
            .filter(condition -> word.equals(condition.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    Condition now =
        new ConditionBuilder()
            .withType(READY)
            .withStatus(word)
            .withReason(verdict.reason())
            .withMessage(verdict.message())
            .withObservedGeneration(verdict.generation())
            .withLastTransitionTime(turned)
            .build();
    boolean changed =
        !status.getConditions().equals(List.of(now))
            || !Objects.equals(status.getObservedGeneration(), verdict.generation());
    status.setConditions(List.of(now));
    status.setObservedGeneration(verdict.generation());
    if (status instanceof IAMRoleStatus role) {
      changed |= identify(role, verdict.role());
    }
    changed |= StatusFacts.write(verdict.facts(), status);
    return changed;
  }

  private static boolean identify(IAMRoleStatus status, Optional<Verdict.RoleIdentity> identity) {
    String arn = identity.map(Verdict.RoleIdentity::arn).orElse(null);
    String id = identity.map(Verdict.RoleIdentity::id).orElse(null);
    boolean changed =
        !Objects.equals(status.getArn(), arn) || !Objects.equals(status.getRoleId(), id);
    status.setArn(arn);
    status.setRoleId(id);
    return changed;
  }
}
