package dev.rolecall.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfacesReaderTest {
  private static final String GOOD =
      """
      {"generation":12,"interfaces":[{"name":"veth1","index":7,"throughIndex":3,"mac":"..",\
      "addresses":["10.88.0.5","fd00::5"],"namespace":"ns","pod":"p","uid":"u","sandbox":"c"},\
      {"name":"veth2","index":8,"throughIndex":8,"addresses":["10.88.0.6"],"namespace":"ns",\
      "pod":"q","sandbox":"d"}]}\
      """;

  @Test
  void readsWhatTheGuardWrites() throws Exception {
    Interfaces interfaces = InterfacesReader.read(GOOD);

    assertThat(interfaces.generation()).isEqualTo(12);
    assertThat(interfaces.at(InetAddress.getByName("fd00::5")))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.throughIndex()).isEqualTo(3);
          assertThat(entry.uid()).contains("u");
        });
    assertThat(interfaces.at(InetAddress.getByName("10.88.0.6")))
        .singleElement()
        .satisfies(entry -> assertThat(entry.uid()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"generation\":12|\"generation\":\"12\"",
        "\"throughIndex\":3|\"throughIndex\":0",
        "\"throughIndex\":3|\"throughIndex\":4294967303",
        "\"throughIndex\":3|\"x\":3",
        "\"index\":7|\"x\":7",
        "\"10.88.0.5\"|\"pod.example\"",
        "\"10.88.0.5\"|5",
        "\"pod\":\"p\"|\"pod\":null",
        "\"uid\":\"u\"|\"uid\":7",
        "]}|]"
      })
  void readsNothingOfAFileThatIsNotWhole(String change) {
    String[] parts = change.split("\\|", 2);
    String text = GOOD.replace(parts[0], parts[1]);

    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> InterfacesReader.read(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
