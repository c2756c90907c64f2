package dev.rolecall.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.config.ImdsConfig.Versions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImdsConfigTest {
  @Test
  void isTheSecondVersionAndOneHopUnlessItIsSaid() {
    EnvironmentReader reader = new EnvironmentReader(Map.of());

    assertThat(ImdsConfig.read(reader))
        .isEqualTo(
            new ImdsConfig(
                Versions.SECOND_ONLY, 1, Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(reader.problems()).isEmpty();
  }

  @Test
  void readsAll() {
    EnvironmentReader reader =
        new EnvironmentReader(
            Map.of(
                "ROLECALL_IMDS_V1", "on",
                "ROLECALL_IMDS_HOP_LIMIT", "64",
                "ROLECALL_INSTANCE_ID", "i-0123456789abcdef0",
                "ROLECALL_AVAILABILITY_ZONE", "ap-southeast-2c",
                "ROLECALL_IMAGE_ID", "ami-1"));

    assertThat(ImdsConfig.read(reader))
        .isEqualTo(
            new ImdsConfig(
                Versions.BOTH,
                64,
                Optional.of("i-0123456789abcdef0"),
                Optional.of("ap-southeast-2c"),
                Optional.of("ami-1")));
    assertThat(reader.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ROLECALL_IMDS_V1, yes, must be on or off",
    "ROLECALL_IMDS_HOP_LIMIT, 0, must be a number of 1 to 64",
    "ROLECALL_IMDS_HOP_LIMIT, 65, must be a number of 1 to 64",
    "ROLECALL_INSTANCE_ID, a/b, 'must have up to 64 letters, digits and hyphens'",
    "ROLECALL_AVAILABILITY_ZONE, rack-7, 'must be a region and a letter, such as us-east-1a'",
    "ROLECALL_IMAGE_ID, '\"', 'must have up to 128 letters, digits, dots, underscores and hyphens'"
  })
  void saysWhatIsWrong(String name, String value, String what) {
    EnvironmentReader reader = new EnvironmentReader(Map.of(name, value));
    ImdsConfig.read(reader);

    assertThat(reader.problems()).containsExactly(name + " " + what + "; it is '" + value + "'.");
  }
}
