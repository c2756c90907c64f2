package dev.rolecall.operator.admission.observe;

import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import java.util.concurrent.CompletionStage;

/**
 * Counts what another answers.
 *
 * @param name the webhook's, in the metric
 */
public record CountedAdmission(
    String name, ReviewMode mode, Admission admission, ReviewCounts counts) implements Admission {
  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    return admission
        .review(request)
        .whenComplete((answer, failure) -> {
          if (failure == null) {
            counts.answered(name, mode, answer);
          } else {
            counts.failed(name, mode);
          }
        });
  }
}
