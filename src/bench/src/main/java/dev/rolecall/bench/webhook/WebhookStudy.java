package dev.rolecall.bench.webhook;

import dev.rolecall.bench.measure.Effort;
import dev.rolecall.bench.measure.Goal;
import dev.rolecall.bench.measure.Metric;
import dev.rolecall.bench.measure.Study;
import dev.rolecall.operator.admission.AdmissionReviews.BadReview;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the webhooks answer fast enough, however many associations there are. */
public final class WebhookStudy implements Study {
  private static final int FEW = 10;
  private static final int MANY = 2000;
  private static final double MILLISECOND = 1e6;
  private static final Pattern PATCH = Pattern.compile("\"patch\":\"([^\"]*)\"");

  @Override
  public void check(Effort effort) {
    for (int associations : List.of(FEW, MANY)) {
      Webhook webhook = new Webhook(associations);
      Reviews reviews = new Reviews(associations);
      for (int i = 0; i < associations; i++) {
        requireItsRole(webhook, reviews.next(), (i + 1) % associations);
      }
    }
  }

  private static void requireItsRole(Webhook webhook, byte[] review, int number) {
    String answer;
    try {
      answer = webhook.inject(review);
    } catch (BadReview e) {
      throw new IllegalStateException("a review cannot be read", e);
    }
    Matcher patch = PATCH.matcher(answer);
    String role = "arn:aws:iam::111111111111:role/Role" + number + "\"";
    if (!patch.find()
        || !new String(Base64.getDecoder().decode(patch.group(1)), StandardCharsets.UTF_8)
            .contains(role)) {
      throw new IllegalStateException("the pod should have been given " + role + ": " + answer);
    }
  }

  @Override
  public List<Goal> goals() {
    return List.of(
        underTen(FEW),
        underTen(MANY),
        Goal.atMost(
            1.25,
            "median with 2,000 associations by the median with 10, at most 1.25",
            results -> results.ratio(name(FEW), name(MANY), Metric.TIME)));
  }

  private static Goal underTen(int associations) {
    return Goal.atMost(
        10,
        "milliseconds that 99 of 100 admissions of a pod take at most with %d associations, at most 10"
            .formatted(associations),
        results ->
            results.value(name(associations), Metric.TIME_P99).map(time -> time / MILLISECOND));
  }

  private static String name(int associations) {
    return "admitPod(associations=" + associations + ")";
  }
}
