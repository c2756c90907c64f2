package dev.rolecall.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.bench.workload.Question;
import dev.rolecall.bench.workload.Question.Kind;
import dev.rolecall.bench.workload.Shape;
import dev.rolecall.bench.workload.Workload;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {
  @ParameterizedTest
  @EnumSource(Shape.class)
  void rolecallAnswersEveryQuestionAsItWasMade(Shape shape) {
    assertThatCode(() -> Agreement.check(Workload.of(shape, 120))).doesNotThrowAnyException();
  }

  @Test
  void cedarDecidesAsRolecallDoes() {
    assertThatCode(() -> Agreement.checkCedar(Workload.of(Shape.REALISTIC, 120)))
        .doesNotThrowAnyException();
  }

  @Test
  void everyKindOfQuestionIsAsked() {
    Workload workload = Workload.of(Shape.REALISTIC, 12);

    assertThat(workload.questions()).hasSize(Workload.QUESTIONS);
    assertThat(workload.questions().stream().map(Question::kind).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Kind.class));
    assertThat(Arrays.stream(Kind.values()).mapToInt(Kind::share).sum()).isEqualTo(100);
    assertThat(workload.allowed()).isBetween(0.5, 0.6);
  }

  @Test
  void anEngineThatDecidesOtherwiseIsFound() {
    List<Question> one = Workload.of(Shape.REALISTIC, 12).questions().subList(0, 1);

    assertThatThrownBy(() -> Agreement.check(one, List.of("Maybe")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("iam-simulate decides otherwise, Maybe");
  }
}
