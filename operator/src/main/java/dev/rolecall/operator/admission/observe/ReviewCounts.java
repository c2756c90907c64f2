package dev.rolecall.operator.admission.observe;

import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.observe.metrics.WordCounter;
import dev.rolecall.operator.admission.AdmissionAnswer;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often webhooks answered what, and how long they took. */
public final class ReviewCounts {
  private final ProgramMetrics metrics;
  private final WordCounter reviews;
  private final Map<String, Timer> durations = new ConcurrentHashMap<>();

  public ReviewCounts(ProgramMetrics metrics) {
    this.metrics = metrics;
    this.reviews =
        metrics.counter(
            "rolecall_operator_reviews_total",
            "Admission reviews by what was answered.",
            "webhook",
            "mode",
            "answer");
  }

  void answered(String webhook, ReviewMode mode, AdmissionAnswer answer) {
    reviews.count(
        webhook,
        mode.word(),
        switch (answer) {
          case AdmissionAnswer.Allowed allowed -> "allowed";
          case AdmissionAnswer.Patched patched -> "patched";
          case AdmissionAnswer.Refused refused -> "refused";
        });
  }

  void failed(String webhook, ReviewMode mode) {
    reviews.count(webhook, mode.word(), "failed");
  }

  void took(String webhook, Duration time) {
    durations.computeIfAbsent(webhook, this::duration).record(time);
  }

  private Timer duration(String webhook) {
    return metrics.duration(
        "rolecall_operator_review_duration_seconds",
        "How long an admission review takes.",
        "webhook",
        webhook);
  }
}
