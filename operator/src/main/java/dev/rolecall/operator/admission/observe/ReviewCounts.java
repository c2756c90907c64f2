package dev.rolecall.operator.admission.observe;

import dev.rolecall.operator.admission.AdmissionAnswer;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often webhooks answered what, as a metric in Prometheus's text format. */
public final class ReviewCounts {
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String NAME = "rolecall_webhook_reviews_total";

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  void answered(String webhook, ReviewMode mode, AdmissionAnswer answer) {
    count(
        webhook,
        mode,
        switch (answer) {
          case AdmissionAnswer.Allowed allowed -> "allowed";
          case AdmissionAnswer.Patched patched -> "patched";
          case AdmissionAnswer.Refused refused -> "refused";
        });
  }

  void failed(String webhook, ReviewMode mode) {
    count(webhook, mode, "failed");
  }

  private void count(String webhook, ReviewMode mode, String answer) {
    String labels =
        "answer=\"%s\",mode=\"%s\",webhook=\"%s\"".formatted(answer, mode.word(), webhook);
    counts.computeIfAbsent(labels, none -> new LongAdder()).increment();
  }

  /** The metric. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("# HELP ").append(NAME).append(" Admission reviews by what was answered.\n");
    text.append("# TYPE ").append(NAME).append(" counter\n");
    counts.forEach((labels, count) ->
        text.append(NAME).append('{').append(labels).append("} ").append(count).append('\n'));
    return text.toString();
  }
}
