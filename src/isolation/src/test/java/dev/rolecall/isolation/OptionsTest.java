package dev.rolecall.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rolecall.isolation.Options.Ending;
import dev.rolecall.isolation.Options.Format;
import dev.rolecall.isolation.Options.Round;
import dev.rolecall.isolation.rig.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void triesEverythingFirstWithoutTheGuardByDefault() {
    Options options = Options.read(List.of());
    assertThat(options.topologies()).containsExactly(Topology.ROUTED, Topology.BRIDGE);
    assertThat(options.rounds()).containsExactly(Round.WITHOUT_GUARD, Round.WITH_GUARD);
    assertThat(options.attack()).isEmpty();
    assertThat(options.format()).isEqualTo(Format.TABLE);
    assertThat(options.ending()).isEqualTo(Ending.CLEAN);
  }

  @Test
  void takesOneOfEach() {
    Options options =
        Options.read(
            List.of(
                "--format",
                "json",
                "--without-guard",
                "--topology",
                "bridge",
                "--attack",
                "false-gateway",
                "--keep"));
    assertThat(options.topologies()).containsExactly(Topology.BRIDGE);
    assertThat(options.rounds()).containsExactly(Round.WITHOUT_GUARD);
    assertThat(options.attack()).contains("false-gateway");
    assertThat(options.format()).isEqualTo(Format.JSON);
    assertThat(options.ending()).isEqualTo(Ending.KEEP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--topology star",
        "--topology",
        "--format xml",
        "--attack nope",
        "quickly",
        "--topology=x"
      })
  void refusesWhatItDoesNotKnow(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.read(List.of(line.split(" "))));
  }

  @Test
  void namesTheAttacksWhereOneIsNotKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.read(List.of("--attack", "nope")))
        .withMessageContaining("moved-route");
  }
}
