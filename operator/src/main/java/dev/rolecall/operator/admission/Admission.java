package dev.rolecall.operator.admission;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Decides on what a webhook is asked. */
@FunctionalInterface
public interface Admission {
  /** Must not block. Where it completes exceptionally, the API server gets a 500. */
  CompletionStage<AdmissionAnswer> review(AdmissionRequest request);

  /** One that has nothing against anything. */
  static Admission ofAnything() {
    return request -> CompletableFuture.completedFuture(new AdmissionAnswer.Allowed(List.of()));
  }
}
