package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import dev.rolecall.operator.injection.plan.TokenVolume;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.client.VersionInfo;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorConfigTest {
  private static final String IMAGE = "rolecall.webhook.agent-image";

  @Test
  void hasDefaultsForAllButTheImage() {
    OperatorConfig config = config(Map.of());
    assertThat(config.systemNamespace()).isEqualTo("rolecall-system");
    assertThat(config.webhook().port()).isEqualTo(9443);
    assertThat(config.webhook().tokenLifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(config.sessionKeys().rotation()).isEqualTo(Duration.ofDays(30));
    assertThat(StartupChecks.problems(config)).isEmpty();
    assertThat(new CheckedConfig(config).quotas()).isEqualTo(PolicyQuotas.AWS_DEFAULTS);
  }

  @Test
  void needsTheImage() {
    assertThatThrownBy(() -> mapped(Map.of())).hasMessageContaining(IMAGE);
  }

  @Test
  void readsListsAndDurations() {
    OperatorConfig config =
        config(
            Map.of(
                "rolecall.webhook.agent-command", "java,-jar,agent.jar",
                "rolecall.webhook.token-lifetime", "20m"));
    assertThat(config.webhook().agentCommand().orElseThrow())
        .containsExactly("java", "-jar", "agent.jar");
    assertThat(config.webhook().tokenLifetime()).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void readsEveryQuotaByItsName() {
    PolicyQuotas.AWS_DEFAULTS
        .byName()
        .keySet()
        .forEach(name ->
            assertThat(new CheckedConfig(config(Map.of("rolecall.quotas." + name, "777"))).quotas())
                .isEqualTo(PolicyQuotas.AWS_DEFAULTS.with(name, 777)));
  }

  @Test
  void namesEachSettingThatIsBad() {
    Map<String, String> bad =
        Map.of(
            "rolecall.system-namespace", "Rolecall_System",
            "rolecall.region", "us east",
            "rolecall.cluster.name", "-",
            "rolecall.webhook.default-mode", "magic",
            "rolecall.webhook.token-lifetime", "1m",
            "rolecall.webhook.sts-url", "http://sts",
            "rolecall.webhook.port", "70000",
            "rolecall.webhook.node-endpoint", "ipv5",
            "rolecall.session-keys.rotation", "1h",
            "rolecall.tls.webhook-names", "not a name");
    bad.forEach((name, value) ->
        assertThat(StartupChecks.problems(config(Map.of(name, value))))
            .as(name)
            .singleElement()
            .asString()
            .startsWith(name.startsWith("rolecall.tls") ? "rolecall.tls" : name));
    for (Map.Entry<String, String> setting :
        Map.of(
                "rolecall.node-taint.nodes", "linux",
                "rolecall.node-taint.grace", "1s",
                "rolecall.injection.annotation-prefix", "-",
                "rolecall.web-identity.volume-name", "A",
                "rolecall.web-identity.mount-path", "/a/../b",
                "rolecall.container-credentials.token-file", "../token",
                "rolecall.last-used.interval", "0s",
                "rolecall.last-used.granularity", "PT-1H",
                "rolecall.last-used.writes-per-second", "0")
            .entrySet()) {
      assertThat(StartupChecks.problems(config(Map.of(setting.getKey(), setting.getValue()))))
          .singleElement()
          .asString()
          .startsWith(setting.getKey());
    }
    assertThat(StartupChecks.problems(config(Map.of("rolecall.quotas.trust-policy", "1000001"))))
        .singleElement()
        .asString()
        .startsWith("rolecall.quotas: ");
  }

  @Test
  void knowsWhatEachServerCanDo() {
    assertThat(features("1", "18")).isEqualTo(new ServerFeatures(false, false));
    assertThat(features("1", "20")).isEqualTo(new ServerFeatures(false, true));
    assertThat(features("1", "28+")).isEqualTo(new ServerFeatures(false, true));
    assertThat(features("1", "29")).isEqualTo(new ServerFeatures(true, true));
    assertThat(features("2", "0")).isEqualTo(new ServerFeatures(true, true));
  }

  @Test
  void readsWhatPodsAreGiven() {
    InjectionSettings defaults = ConfiguredInjection.settings(config(Map.of()), version("1", "29"));
    assertThat(defaults.webIdentity())
        .isEqualTo(
            new TokenVolume(
                "aws-iam-token",
                "/var/run/secrets/eks.amazonaws.com/serviceaccount",
                "token",
                List.of("sts.amazonaws.com")));
    assertThat(defaults.workloads().regionalSts()).isTrue();
    InjectionSettings others =
        ConfiguredInjection.settings(
            config(
                Map.of(
                    "rolecall.injection.annotation-prefix", "irsa.acme.test",
                    "rolecall.injection.sts-regional-endpoints", "false",
                    "rolecall.container-credentials.audiences", "pods.acme.test,pods.old.test",
                    "rolecall.container-credentials.volume-name", "tokens",
                    "rolecall.container-credentials.mount-path", "/tokens",
                    "rolecall.container-credentials.token-file", "pod",
                    "rolecall.webhook.agent-cpu-limit", "500m")),
            version("1", "29"));
    assertThat(others.containerCredentials())
        .isEqualTo(
            new TokenVolume(
                "tokens", "/tokens", "pod", List.of("pods.acme.test", "pods.old.test")));
    assertThat(others.workloads().annotationPrefix()).isEqualTo("irsa.acme.test");
    assertThat(others.workloads().regionalSts()).isFalse();
    assertThat(others.agent().resources().cpuLimit()).contains("500m");
  }

  @Test
  void refusesAnAudienceOfTwoWays() {
    for (String audience :
        List.of("pods.eks.amazonaws.com", "agent.rolecall.dev", "authorize.rolecall.dev")) {
      assertThat(
              StartupChecks.problems(
                  config(Map.of("rolecall.web-identity.audiences", "sts.acme.test," + audience))))
          .as(audience)
          .singleElement()
          .asString()
          .contains("'" + audience + "'");
    }
  }

  private static ServerFeatures features(String major, String minor) {
    return ConfiguredInjection.settings(config(Map.of()), version(major, minor)).server();
  }

  private static VersionInfo version(String major, String minor) {
    return new VersionInfo.Builder().withMajor(major).withMinor(minor).build();
  }

  private static OperatorConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(IMAGE, "agent:1");
    return mapped(all);
  }

  private static OperatorConfig mapped(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(OperatorConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(OperatorConfig.class);
  }
}
