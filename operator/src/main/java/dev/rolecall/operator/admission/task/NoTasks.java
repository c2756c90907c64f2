package dev.rolecall.operator.admission.task;

import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Refuses new Tasks where the operator runs none: they would wait for ever. */
public final class NoTasks implements Admission {
  private final Admission others;

  /**
   * @param others is asked about everything else
   */
  public NoTasks(Admission others) {
    this.others = others;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    return request.kind().equals("Task") && request.operation().equals("CREATE")
        ? CompletableFuture.completedFuture(
            new AdmissionAnswer.Refused(
                Refusal.FORBIDDEN,
                "this cluster runs no Tasks: have who administers Rolecall set the chart's operator.tasks.enabled, or make a pod with the annotation rolecall.dev/mode: ecs"))
        : others.review(request);
  }
}
