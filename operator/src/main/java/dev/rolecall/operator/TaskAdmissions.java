package dev.rolecall.operator;

import dev.rolecall.operator.access.AccessReviews;
import dev.rolecall.operator.admission.Admission;
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

  TaskAdmissions(
      StateWatch watch,
      AccessReviews access,
      TaskDefinitions definitions,
      TaskSettings settings,
      Clock clock) {
    this.watch = watch;
    this.access = access;
    this.definitions = definitions;
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
    return new TaskAdmission(
        access,
        task -> watch.state().map(state -> plans.of(task, state)),
        definitions::namesake,
        podRules);
  }
}
