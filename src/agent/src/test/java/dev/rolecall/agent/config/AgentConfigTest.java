package dev.rolecall.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.agent.net.ListenAddress;
import dev.rolecall.agent.net.StsEndpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "ROLECALL_STS_URL", "https://rolecall-sts.rolecall-system.svc",
              "ROLECALL_AGENT_TOKEN_FILE", "/var/run/token"));

  @Test
  void hasDefaults() {
    assertThat(AgentConfig.read(environment))
        .isEqualTo(
            new Reading.Complete<>(
                new AgentConfig(
                    ListenAddress.parse("127.0.0.1:8481"),
                    new StsConfig(
                        new StsEndpoint(
                            "rolecall-sts.rolecall-system.svc", 443, true, Optional.empty()),
                        Path.of("/var/run/token"),
                        "rolecall"))));
  }

  @Test
  void reportsAllProblemsAtOnce() {
    Map<String, String> bad =
        Map.of(
            "ROLECALL_LISTEN", "0.0.0.0:80",
            "ROLECALL_STS_CA", "no certificate",
            "ROLECALL_STS_URL", "ftp://x",
            "ROLECALL_CLUSTER_NAME", "a/b");

    assertThat(problems(bad))
        .hasSize(5)
        .allMatch(problem -> problem.startsWith("ROLECALL_") && problem.lines().count() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8480",
        "http://localhost:8480",
        "http://[::1]:8480/",
        "https://x"
      })
  void takesPlainHttpToLoopback(String url) {
    environment.put("ROLECALL_STS_URL", url);

    assertThat(AgentConfig.read(environment)).isInstanceOf(Reading.Complete.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://sts.example, https",
    "http://10.0.0.1:80, https",
    "http://127.0.0.1.example, https",
    "https://sts.example/path, alone",
    "https://sts.example?x=y, alone",
    "https://user:hunter2@sts.example, alone",
    "https://, URL",
    "//sts, URL",
    "a b, URL",
  })
  void refusesOtherUrlsWithASentence(String url, String word) {
    environment.put("ROLECALL_STS_URL", url);

    assertThat(problems(environment))
        .singleElement()
        .asString()
        .startsWith("ROLECALL_STS_URL must")
        .contains(word)
        .doesNotContain("hunter2");
  }

  @Test
  void helpNamesEveryVariable() {
    assertThat(AgentConfig.VARIABLES)
        .contains(
            "ROLECALL_LISTEN",
            "ROLECALL_STS_URL",
            "ROLECALL_STS_CA",
            "ROLECALL_AGENT_TOKEN_FILE",
            "ROLECALL_CLUSTER_NAME");
  }

  private static List<String> problems(Map<String, String> environment) {
    assertThat(AgentConfig.read(environment)).isInstanceOf(Reading.Faulty.class);
    return ((Reading.Faulty<AgentConfig>) AgentConfig.read(environment)).problems();
  }
}
