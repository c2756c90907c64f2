package dev.rolecall.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceSettingsTest {
  private static final String COLLECTOR = "http://collector:4318/v1/traces";

  @Test
  void areNoneWithoutACollector() {
    assertThat(TraceSettings.of(name -> null)).isEmpty();
    assertThat(TraceSettings.of(name -> " ")).isEmpty();
  }

  @Test
  void sendEveryTraceUnlessToldOtherwise() {
    assertThat(of(COLLECTOR, "").map(TraceSettings::share)).contains(1.0);
    assertThat(of(COLLECTOR, "0.05").map(TraceSettings::share)).contains(0.05);
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://collector/x, 1, ROLECALL_TRACES_ENDPOINT",
    "collector:4318, 1, ROLECALL_TRACES_ENDPOINT",
    "http://collector/v1/traces, 2, ROLECALL_TRACES_SHARE",
    "http://collector/v1/traces, NaN, ROLECALL_TRACES_SHARE",
    "http://collector/v1/traces, all, ROLECALL_TRACES_SHARE"
  })
  void sayWhatIsWrong(String endpoint, String share, String variable) {
    assertThatThrownBy(() -> of(endpoint, share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable);
  }

  @ParameterizedTest
  @CsvSource({
    "/?Action=AssumeRole&WebIdentityToken=secret, /",
    "/clusters/anything%0a/assume-role-for-pod-identity, /clusters/:name/assume-role-for-pod-identity",
    "/authorize/envoy/bucket/secret, /authorize/envoy",
    "/latest/meta-data/iam/security-credentials/name, /latest",
    "/secret, other"
  })
  void tellNothingOfAPathThatACallerWrote(String uri, String route) {
    assertThat(Routes.of(uri)).contains(route);
  }

  @Test
  void doNotTraceProbes() {
    assertThat(Routes.of("/readyz")).isEmpty();
    assertThat(Routes.of("/q/health/ready?x=y")).isEmpty();
  }

  private static Optional<TraceSettings> of(String endpoint, String share) {
    Map<String, String> variables =
        Map.of(TraceSettings.ENDPOINT, endpoint, TraceSettings.SHARE, share);
    return TraceSettings.of(variables::get);
  }
}
