package dev.rolecall.operator.admission.observe;

import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Counts what another answers, and how long it takes.
 *
 * @param name the webhook's, in the metric
 */
public record CountedAdmission(
    String name, ReviewMode mode, Admission admission, ReviewCounts counts) implements Admission {
  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    long began = System.nanoTime();
    return admission
        .review(request)
        .whenComplete((answer, failure) -> {
          counts.took(name, Duration.ofNanos(System.nanoTime() - began));
          if (failure == null) {
            counts.answered(name, mode, answer);
          } else {
            counts.failed(name, mode);
          }
        });
  }
}
