package dev.rolecall.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.image.layer.ReleaseException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseSettingsTest {
  @Test
  void namesImagesByRegistryAndVersion() {
    assertThat(settings("0.2.0", "").reference("rolecall-sts")).isEqualTo("rolecall-sts:0.2.0");
    assertThat(settings("0.2.0-rc.1", "registry.test:5000/acme").reference("rolecall-sts"))
        .isEqualTo("registry.test:5000/acme/rolecall-sts:0.2.0-rc.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1.0.0", "1.0", "1.0.0+build", "1.0.0-", "1.0.0\nx", "latest"})
  void refusesWhatIsNoVersion(String version) {
    assertThatThrownBy(() -> settings(version, ""))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("--version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ghcr.io/acme", "ghcr.io/acme/", "Acme", "a b", "\"x"})
  void refusesWhatIsNoRegistry(String registry) {
    assertThatThrownBy(() -> settings("0.1.0", registry))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("--registry");
  }

  private static ReleaseSettings settings(String version, String registry) {
    Path here = Path.of("");
    return new ReleaseSettings(here, here, here, version, registry, "scratch", 0);
  }
}
