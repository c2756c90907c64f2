package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.operator.admission.AdmissionAnswer.Allowed;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionAnswer.Refused;
import dev.rolecall.operator.fakes.Reviews;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CombinedAdmissionTest {
  @Test
  void gathersWarnings() {
    assertThat(answer(new Allowed(List.of("a")), new Allowed(List.of("b"))))
        .isEqualTo(new Allowed(List.of("a", "b")));
  }

  @Test
  void refusesWhatOneRefusesAndTellsAllThatDo() {
    Refused one = new Refused(Refusal.FORBIDDEN, "one");
    assertThat(answer(new Allowed(List.of("a")), one)).isEqualTo(one);
    assertThat(answer(one, new Allowed(List.of()), new Refused(Refusal.FORBIDDEN, "other")))
        .isEqualTo(new Refused(Refusal.FORBIDDEN, "one; other"));
  }

  @Test
  void asksForAnotherTryOnlyWhereOneCouldHelp() {
    Refused later = new Refused(Refusal.UNAVAILABLE, "later");
    Refused never = new Refused(Refusal.FORBIDDEN, "never");
    assertThat(answer(later, later)).isEqualTo(new Refused(Refusal.UNAVAILABLE, "later; later"));
    assertThat(answer(later, never)).isEqualTo(new Refused(Refusal.FORBIDDEN, "later; never"));
    assertThat(answer(never, later)).isEqualTo(new Refused(Refusal.FORBIDDEN, "never; later"));
  }

  private static AdmissionAnswer answer(AdmissionAnswer... answers) {
    return Reviews.answer(
        new CombinedAdmission(
            Stream.of(answers)
                .<Admission>map(answer -> request -> CompletableFuture.completedFuture(answer))
                .toList()),
        Reviews.create(JsonNodeFactory.instance.objectNode()));
  }
}
