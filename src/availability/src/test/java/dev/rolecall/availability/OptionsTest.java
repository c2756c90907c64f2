package dev.rolecall.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rolecall.availability.fault.Catalogue;
import dev.rolecall.availability.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void triesEverythingByDefault() {
    Options options = Options.read(List.of());
    assertThat(names(options)).isEqualTo(Catalogue.all().stream().map(Fault::name).toList());
    assertThat(options.format()).isEqualTo(Options.Format.TABLE);
    assertThat(options.logs()).isEmpty();
  }

  @Test
  void takesTheFaultsThatAreNamedInTheirOrder() {
    Options options =
        Options.read(
            List.of("--fault", "etcd", "--format", "json", "--fault", "agent", "--logs", "logs"));
    assertThat(names(options)).containsExactly("etcd", "agent");
    assertThat(options.format()).isEqualTo(Options.Format.JSON);
    assertThat(options.logs()).hasValueSatisfying(logs -> assertThat(logs).hasFileName("logs"));
  }

  @Test
  void hasNamesThatDiffer() {
    assertThat(Catalogue.all().stream().map(Fault::name)).doesNotHaveDuplicates();
    assertThat(Catalogue.all().stream().map(Fault::name))
        .containsAll(Catalogue.quick().stream().map(Fault::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fault", "--fault nothing", "--format yaml", "--logs", "etcd"})
  void refusesWhatMakesNoSense(String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.read(List.of(words.split(" "))))
        .withMessageMatching("(?s).*(usage|there are): .*");
  }

  private static List<String> names(Options options) {
    return options.faults().stream().map(Fault::name).toList();
  }
}
