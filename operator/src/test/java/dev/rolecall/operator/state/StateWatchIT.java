package dev.rolecall.operator.state;

import static org.awaitility.Awaitility.await;

import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.testkit.ApiServer;
import dev.rolecall.testkit.ProjectFiles;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateWatchIT {
  @Test
  void comesToKnowKindsThatAreDefinedLater() throws Exception {
    try (ApiServer api = ApiServer.start();
        StateWatch watch =
            StateWatch.start(api.client(), Reserved.issuers(Set.of()), PolicyQuotas.AWS_DEFAULTS)) {
      api.kubectl("apply", "-f", ProjectFiles.root().resolve("crds").toString());

      await().atMost(Duration.ofSeconds(60)).until(() -> watch.state().isPresent());
    }
  }
}
