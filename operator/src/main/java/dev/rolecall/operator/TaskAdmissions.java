package dev.rolecall.operator;

import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.operator.access.AccessReviews;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.task.NoTasks;
import dev.rolecall.operator.admission.task.TaskAdmission;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.task.Plans;
import dev.rolecall.operator.task.TaskDefinitions;
import dev.rolecall.operator.task.TaskSettings;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the admission of Tasks asks. */
@Singleton
final class TaskAdmissions {
  private final StateWatch watch;
  private final AccessReviews access;
  private final TaskDefinitions definitions;
  private final Plans plans;
  private final CheckedConfig config;

  TaskAdmissions(
      StateWatch watch,
      AccessReviews access,
      TaskDefinitions definitions,
      TaskSettings settings,
      CheckedConfig config,
      Clock clock) {
    this.watch = watch;
    this.access = access;
    this.definitions = definitions;
    this.config = config;
    this.plans = new Plans(settings, definitions::find, clock);
  }

  boolean ready() {
    return definitions.ready();
  }

  /**
   * Admission of Tasks.
   *
   * @param podRules what their pods must obey
   */
  Admission under(Admission podRules) {
    Admission admission =
        new TaskAdmission(
            access,
            operator(),
            task -> watch.state().map(state -> plans.of(task, state)),
            definitions::namesake,
            podRules);
    return config.get().tasks().enabled() ? admission : new NoTasks(admission);
  }

  /** Who makes their pods. */
  private Requester operator() {
    return Requester.ofServiceAccount(
        new ServiceAccountRef(config.get().systemNamespace(), "rolecall-operator"));
  }
}
