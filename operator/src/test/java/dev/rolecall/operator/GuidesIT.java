package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of the guides, as they are applied to a cluster. */
@ExtendWith(OperatorCluster.Shared.class)
class GuidesIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "account",
        "iamrole",
        "iampolicy",
        "oidcprovider",
        "instanceprofile",
        "roleassociation"
      })
  void everyObjectOfTheGuideGetsReady(String guide, OperatorCluster cluster) throws Exception {
    Path folder = ProjectFiles.root().resolve("examples").resolve(guide);
    KubernetesClient client = cluster.client();
    String applied = cluster.api().kubectl("apply", "-f", folder.toString());
    assertThat(applied).contains("created");

    try (InputStream manifest = Files.newInputStream(folder.resolve(guide + ".yaml"))) {
      for (HasMetadata object : client.load(manifest).items()) {
        if (object instanceof CustomResource<?, ?>) {
          client.resource(object).waitUntilCondition(GuidesIT::isReady, 30, TimeUnit.SECONDS);
        }
      }
    }
  }

  private static boolean isReady(HasMetadata object) {
    return object instanceof CustomResource<?, ?> resource
        && resource.getStatus() instanceof ResourceStatus status
        && status.getConditions().stream()
            .anyMatch(condition ->
                "True".equals(condition.getStatus())
                    && Objects.equals("Ready", condition.getType()));
  }
}
