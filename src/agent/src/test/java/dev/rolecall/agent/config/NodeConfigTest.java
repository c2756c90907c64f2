package dev.rolecall.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeConfigTest {
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "ROLECALL_STS_URL", "https://10.96.0.9:8443",
              "ROLECALL_AGENT_TOKEN_FILE", "/var/run/token"));

  @Test
  void hasDefaults() {
    assertThat(NodeConfig.read(environment))
        .isInstanceOfSatisfying(
            Reading.Complete.class,
            complete -> {
              NodeConfig config = (NodeConfig) complete.config();
              assertThat(config.listen().eks())
                  .extracting(Object::toString)
                  .containsExactly("169.254.170.23:8491", "[fd00:ec2::23]:8491");
              assertThat(config.listen().imds())
                  .extracting(Object::toString)
                  .containsExactly("169.254.170.254:8493", "[fd00:ec2::170:254]:8493");
              assertThat(config.limits()).isEqualTo(new PodLimits(500, 64));
              assertThat(config.runFolder()).hasToString("/run/rolecall");
              assertThat(config.audiences()).containsExactly("pods.eks.amazonaws.com");
            });
  }

  @Test
  void readsAudiences() {
    environment.put("ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES", "a, b");
    assertThat(NodeConfig.read(environment))
        .isInstanceOfSatisfying(
            Reading.Complete.class,
            complete ->
                assertThat(((NodeConfig) complete.config()).audiences())
                    .containsExactlyInAnyOrder("a", "b"));
  }

  @Test
  void reportsAllProblemsAtOnce() {
    Map<String, String> bad =
        Map.of(
            "ROLECALL_EKS_LISTEN", "169.254.170.23:8491,0.0.0.0:80",
            "ROLECALL_ECS_LISTEN", ",",
            "ROLECALL_HEALTH_LISTEN", "10.0.0.1:8494",
            "ROLECALL_POD_REQUESTS_PER_SECOND", "0",
            "ROLECALL_POD_CONNECTIONS", "-1",
            "ROLECALL_IMDS_V1", "yes",
            "ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES", "a,,b",
            "ROLECALL_STS_URL", "http://sts.example");

    assertThat(NodeConfig.read(bad))
        .isInstanceOfSatisfying(
            Reading.Faulty.class,
            faulty ->
                assertThat((List<?>) faulty.problems())
                    .hasSize(9)
                    .allMatch(problem -> String.valueOf(problem).startsWith("ROLECALL_")));
  }

  @Test
  void helpNamesEveryVariable() {
    assertThat(NodeConfig.VARIABLES)
        .contains(
            "ROLECALL_STS_URL",
            "ROLECALL_RUN_DIR",
            "ROLECALL_EKS_LISTEN",
            "ROLECALL_ECS_LISTEN",
            "ROLECALL_IMDS_LISTEN",
            "ROLECALL_HEALTH_LISTEN",
            "ROLECALL_POD_REQUESTS_PER_SECOND",
            "ROLECALL_POD_CONNECTIONS",
            "ROLECALL_IMDS_V1",
            "ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES",
            "ROLECALL_CGROUP_ROOT");
  }
}
