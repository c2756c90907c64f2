package dev.rolecall.availability.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.availability.load.Sample.Kind;
import dev.rolecall.availability.load.Sample.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How answers are counted: a suite that misses a wrong one would prove nothing. */
class RecorderTest {
  private static final String IDENTITY =
      "arn:aws:sts::111111111111:assumed-role/Role-of-web/eks-rolecall-web-";

  private final Recorder recorder = new Recorder();

  private void add(Kind kind, long ended, Outcome outcome, String text) {
    recorder.add("web", IDENTITY, new Sample(kind, ended - 10, ended, outcome, text));
  }

  @Test
  void countsFailuresOfEachSortSinceATime() {
    add(Kind.BEGIN, 50, Outcome.AWAY, "before");
    add(Kind.BEGIN, 100, Outcome.OK, "ASIA1");
    add(Kind.BEGIN, 110, Outcome.AWAY, "refused");
    add(Kind.HOLD, 120, Outcome.OK, "ASIA1");
    add(Kind.USE, 130, Outcome.AWAY, "sts is away");
    assertThat(recorder.since(100)).isEqualTo(new Tally(2, 1, 1, 0, 1, 1, 0, 130));
    assertThat(recorder.since(100).requests()).isEqualTo(4);
  }

  @Test
  void hasNoFailureWhereThereWasNone() {
    add(Kind.HOLD, 120, Outcome.OK, "ASIA1");
    assertThat(recorder.since(100).lastFailure()).isEqualTo(100);
  }

  @Test
  void findsAnotherPodsIdentityWrong() {
    add(Kind.USE, 100, Outcome.OK, IDENTITY + "1");
    assertThat(recorder.since(0).wrong()).isZero();
    add(Kind.VERIFY, 110, Outcome.OK, IDENTITY.replace("web-", "batch-") + "1");
    add(Kind.USE, 120, Outcome.OK, IDENTITY.replace("111111111111", "222222222222") + "1");
    assertThat(recorder.since(0).wrong()).isEqualTo(2);
  }

  @Test
  void findsANoToWhatWasGivenOutWrong() {
    add(Kind.USE, 100, Outcome.REFUSED, "The security token included in the request is expired");
    assertThat(recorder.since(0).wrong()).isEqualTo(1);
    assertThat(recorder.complaints(0, 5)).singleElement().asString().contains("web", "WRONG");
  }

  @Test
  void knowsWhetherEachPodWasAnswered() {
    for (Kind kind : List.of(Kind.BEGIN, Kind.HOLD)) {
      add(kind, 100, Outcome.OK, "ASIA1");
    }
    assertThat(recorder.answered(List.of("web"), 50)).isFalse();
    add(Kind.USE, 100, Outcome.OK, IDENTITY + "1");
    assertThat(recorder.answered(List.of("web"), 50)).isTrue();
    assertThat(recorder.answered(List.of("web", "batch"), 50)).isFalse();
    assertThat(recorder.answered(List.of("web"), 101)).isFalse();
  }

  @Test
  void readsWhatAPodWrites() {
    Sample sample = new Sample(Kind.BEGIN, 1, 2, Outcome.AWAY, "no\nanswer here");
    assertThat(Sample.read(sample.line()))
        .isEqualTo(new Sample(Kind.BEGIN, 1, 2, Outcome.AWAY, "no answer here"));
  }
}
