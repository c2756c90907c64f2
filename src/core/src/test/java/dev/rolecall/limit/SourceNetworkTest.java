package dev.rolecall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "64,2001:db8::1,2001:db8::ffff:1,true",
    "64,2001:db8::1,2001:db8:0:1::1,false",
    "128,2001:db8::1,2001:db8::2,false",
    "60,2001:db8:0:10::,2001:db8:0:1f::1,true",
    "60,2001:db8:0:10::,2001:db8:0:20::1,false",
    "64,::ffff:10.0.0.1,10.0.0.1,true",
    "64,10.0.0.1,10.0.0.2,false",
  })
  void tellsNetworksApart(int prefix, String one, String other, boolean same) throws Exception {
    SourceNetwork network = new SourceNetwork(prefix);

    assertThat(
            network.of(InetAddress.getByName(one)).equals(network.of(InetAddress.getByName(other))))
        .isEqualTo(same);
  }

  @Test
  void refusesPrefixesThatAreTooShortOrLong() {
    assertThatThrownBy(() -> new SourceNetwork(31)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SourceNetwork(129)).isInstanceOf(IllegalArgumentException.class);
  }
}
