package dev.rolecall.operator.admission;

import java.util.concurrent.CompletionStage;

/** Decides on what a webhook is asked. */
@FunctionalInterface
public interface Admission {
  /** Must not block. Where it completes exceptionally, the API server gets a 500. */
  CompletionStage<AdmissionAnswer> review(AdmissionRequest request);
}
