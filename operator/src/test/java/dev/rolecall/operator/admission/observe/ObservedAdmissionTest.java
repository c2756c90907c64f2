package dev.rolecall.operator.admission.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.RateLimiter;
import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Allowed;
import dev.rolecall.operator.admission.AdmissionAnswer.Patched;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionAnswer.Refused;
import dev.rolecall.operator.fakes.Reviews;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ObservedAdmissionTest {
  private final ProgramMetrics metrics = new ProgramMetrics();
  private final ReviewCounts counts = new ReviewCounts(metrics);

  @Test
  void changesNothingAndSaysWhatItWouldChange() {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    patch.addObject().put("op", "add");
    assertThat(answer(new Patched(patch, List.of("hm"))))
        .isEqualTo(
            new Allowed(List.of("observe-only: Rolecall would change it in 1 places", "hm")));
    assertThat(metrics.text())
        .contains(
            "rolecall_operator_reviews_total{answer=\"patched\",mode=\"observe\",webhook=\"pods\"} 1")
        .contains("rolecall_operator_review_duration_seconds_count{webhook=\"pods\"} 1");
  }

  @Test
  void refusesNothingAndSaysWhatItWouldRefuse() {
    assertThat(answer(new Refused(Refusal.FORBIDDEN, "spec.hostPID is true")))
        .isEqualTo(
            new Allowed(List.of("observe-only: Rolecall would refuse it: spec.hostPID is true")));
    assertThat(metrics.text()).contains("{answer=\"refused\",mode=\"observe\",webhook=\"pods\"} 1");
  }

  @Test
  void hasNothingToSayWhereNothingWouldBe() {
    assertThat(answer(new Allowed(List.of("hm")))).isEqualTo(new Allowed(List.of("hm")));
  }

  private AdmissionAnswer answer(AdmissionAnswer ofOther) {
    Admission other = request -> CompletableFuture.completedFuture(ofOther);
    return Reviews.answer(
        new ObservedAdmission(
            new CountedAdmission("pods", ReviewMode.OBSERVE, other, counts),
            new RateLimiter(new RateLimit(1, 1), new SecureRandom(), System::nanoTime)),
        Reviews.create(JsonNodeFactory.instance.objectNode()));
  }
}
