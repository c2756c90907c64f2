package dev.rolecall.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.cache.Bounds;
import dev.rolecall.identity.Audiences;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.policy.PolicyQuotas;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void hasDefaults() {
    StsConfig config = config(Map.of());
    Settings settings = Settings.of(config);

    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.clusterName()).isEqualTo("rolecall");
    assertThat(settings.nodeAgent())
        .isEqualTo(new ServiceAccountRef("rolecall-system", "rolecall-agent"));
    assertThat(settings.operator())
        .isEqualTo(new ServiceAccountRef("rolecall-system", "rolecall-operator"));
    assertThat(settings.authorizeServices().all()).isEmpty();
    assertThat(settings.unboundTokens()).isFalse();
    assertThat(settings.audiences()).isEqualTo(Audiences.DEFAULT);
    assertThat(settings.keptSessions()).isEqualTo(new Bounds(10_000, 64L << 20));
    assertThat(settings.keptTokens()).isEqualTo(new Bounds(4096, 32L << 20));
    assertThat(config.embedded().manifests()).isEmpty();
    assertThat(settings.quotas()).isEqualTo(PolicyQuotas.AWS_DEFAULTS);
  }

  @Test
  void readsEveryQuotaByItsName() {
    PolicyQuotas.AWS_DEFAULTS
        .byName()
        .keySet()
        .forEach(name ->
            assertThat(Settings.of(config(Map.of("rolecall.quotas." + name, "777"))).quotas())
                .isEqualTo(PolicyQuotas.AWS_DEFAULTS.with(name, 777)));
  }

  @ParameterizedTest
  @CsvSource({
    "rolecall.cluster.name,a b",
    "rolecall.agents.service-account,agent",
    "rolecall.agents.service-account,a/b/c",
    "rolecall.operator.service-account,operator",
    "rolecall.authorize.file,/there/is/none",
    "rolecall.oidc.allowed-addresses,10.0.0.0",
  })
  void namesThePropertyThatIsWrong(String property, String value) {
    StsConfig config = config(Map.of(property, value));

    assertThatThrownBy(() -> Settings.of(config))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith(property + ": ")
        .hasMessageContaining(value);
  }

  @ParameterizedTest
  @CsvSource({
    "rolecall.web-identity.audiences,pods.eks.amazonaws.com",
    "rolecall.web-identity.audiences,https://kubernetes.default.svc",
    "rolecall.container-credentials.audiences,agent.rolecall.dev",
  })
  void refusesAnAudienceThatIsAnothers(String property, String value) {
    StsConfig config = config(Map.of(property, value));

    assertThatThrownBy(() -> Settings.of(config))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(property)
        .hasMessageContaining(value);
  }

  @Test
  void refusesQuotasOutOfRange() {
    StsConfig config = config(Map.of("rolecall.quotas.trust-policy", "0"));

    assertThatThrownBy(() -> Settings.of(config))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("rolecall.quotas: ")
        .hasMessageContaining("not 0");
  }

  @Test
  void refusesToKeepFewerSessionsThanNone() {
    for (String name : new String[] {"entries", "mebibytes"}) {
      StsConfig config = config(Map.of("rolecall.session-cache." + name, "-1"));
      assertThatThrownBy(() -> Settings.of(config))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("rolecall.session-cache: ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rolecall.limits.source-failures-per-second,0,rolecall.limits.source-failures: ",
    "rolecall.limits.source-failures-burst,-1,rolecall.limits.source-failures: ",
    "rolecall.limits.pod-calls-per-second,0,rolecall.limits.pod-calls: ",
    "rolecall.limits.intermediary-calls-burst,1000001,rolecall.limits.intermediary-calls: ",
    "rolecall.limits.source-ipv6-prefix,8,rolecall.limits.source-ipv6-prefix: ",
    "rolecall.limits.connections,0,rolecall.limits: ",
    "rolecall.limits.connections-per-source,0,rolecall.limits: ",
    "rolecall.limits.new-connections-burst,0,rolecall.limits.new-connections: ",
    "rolecall.limits.request-head-seconds,0,rolecall.limits: ",
  })
  void refusesLimitsOutOfRange(String property, String value, String message) {
    StsConfig config = config(Map.of(property, value));

    assertThatThrownBy(() -> Settings.of(config))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith(message);
  }

  static StsConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(StsConfig.class)
        .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
        .build()
        .getConfigMapping(StsConfig.class);
  }
}
