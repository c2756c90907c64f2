package dev.rolecall.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.rolecall.testkit.ProjectFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart says what is wrong with a value, in words. */
class ChartSentencesTest {
  private static final String CERT_MANAGER = "certificates.source=certManager";

  @Test
  void chartHasNothingThatLintFindsStrictly() {
    LintResult found =
        new Helm(ProjectFiles.root().resolve("charts/rolecall")).lint().strict().call();

    assertThat(found.isFailed()).as(found.getMessages().toString()).isFalse();
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("region=Frankfurt", "region: 'Frankfurt' is no region's name"),
        Arguments.of("cluster.name=-a", "cluster.name: '-a' must have 1 to 100 letters"),
        Arguments.of("cluster.issuer=http://a", "is no URL that begins with https://"),
        Arguments.of("injection.annotationPrefix=A_B", "is no DNS name"),
        Arguments.of("injection.tokenLifetime=soon", "is no time such as 30s, 5m or 1h"),
        Arguments.of("injection.webIdentity.audiences[0]=a b", "is no audience"),
        Arguments.of("injection.webIdentity.volumeName=A", "is no volume's name"),
        Arguments.of("injection.containerCredentials.mountPath=a/", "is no absolute path"),
        Arguments.of("injection.containerCredentials.tokenFile=a/b", "is no file's name"),
        Arguments.of("operator.priorityClassName=High Priority", "is no PriorityClass's name"),
        Arguments.of("operator.nodeTaint.grace=2d", "operator.nodeTaint.grace: '2d' is no time"),
        Arguments.of("operator.lastUsed.interval=x", "operator.lastUsed.interval: 'x' is no time"),
        Arguments.of("agent.maxUnavailable=150%", "is neither a number of nodes nor a share"),
        Arguments.of("agent.stsUrl=http://sts", "tokens and credentials travel there"),
        Arguments.of("agent.guard.cniFolder=cni", "is no absolute path"),
        Arguments.of("agent.guard.podCgroups[0]=/a b", "is no control group"),
        Arguments.of("agent.env.HOME=a", "is no variable of the agent"),
        Arguments.of("agent.nodeSelector.a=b\\,c", "is no label's value"),
        Arguments.of("networkPolicy.apiServers[0]=10.0.0.1", "is no network such as 10.0.0.0/28"),
        Arguments.of("sts.identityTokenIssuer=https://a/", "has no slash at its end"),
        Arguments.of("sts.clusterIP=sts", "sts.clusterIP: 'sts' is no IP address"),
        Arguments.of("agent.uninstall=true agent.enabled=false", "agent.enabled must stay true"),
        Arguments.of(CERT_MANAGER, "must be told whose certificates it is to ask for"),
        Arguments.of(
            CERT_MANAGER + " certificates.issuerRef.name=a",
            "sts.clusterIP: the agents find sts by its Service's address"),
        Arguments.of("certificates.issuerRef.name=a", "certificates.source is operator"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseIsRefusedWithASentence(String settings, String sentence) {
    assertThatThrownBy(() -> RenderedChart.with(values(settings))).hasMessageContaining(sentence);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(() -> RenderedChart.with(Map.of("region", "a", "cluster.name", "")))
        .hasMessageContaining("region: 'a'")
        .hasMessageContaining("cluster.name: ''");
  }

  /** What the schema refuses is said by Helm: with the value's name, and what it may be. */
  @Test
  void schemaNamesTheValueAndWhatItMayBe() {
    assertThatThrownBy(() -> RenderedChart.with(Map.of("sts.replica", 3)))
        .hasMessageContaining("replica")
        .hasMessageContaining("not allowed");
    assertThatThrownBy(() -> RenderedChart.with(Map.of("operator.defaultMode", "magic")))
        .hasMessageContaining("defaultMode")
        .hasMessageContaining("sidecar");
    assertThatThrownBy(() -> RenderedChart.with(Map.of("sts.replicas", 0)))
        .hasMessageContaining("replicas")
        .hasMessageContaining("1");
  }

  /** Settings with spaces between them; a value may have one too where it is alone. */
  private static Map<String, ?> values(String settings) {
    Map<String, String> values = new HashMap<>();
    for (String setting : settings.split(" (?=[A-Za-z.]+=)", -1)) {
      String[] parts = setting.split("=", 2);
      values.put(parts[0], parts[1]);
    }
    return values;
  }
}
