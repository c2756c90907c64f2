package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects that are deleted while no operator runs: nothing waits for one, and nothing stays. */
class DeletedMeanwhileIT {
  private static final String LABEL = "rolecall.dev/account";
  private static final String LEFT = "100000000058";
  private static final String KEPT = "100000000059";
  private static final String PROVIDER =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: OIDCProvider
      metadata: {name: ci, namespace: kept}
      spec: {url: "https://ci.example.com", clientIds: [rolecall]}
      """;
  private static final String TRUSTING =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: IAMRole
      metadata: {name: deployer, namespace: kept}
      spec:
        trustPolicy:
          Version: "2012-10-17"
          Statement:
            Effect: Allow
            Principal: {Federated: "arn:aws:iam::100000000059:oidc-provider/ci.example.com"}
            Action: sts:AssumeRoleWithWebIdentity
            Condition: {StringEquals: {"ci.example.com:sub": deploy}}
      """;

  @Test
  void leaveNothingBehind() throws Exception {
    try (InstalledChart chart = InstalledChart.start()) {
      KubernetesClient client = chart.client();
      OperatorObjects objects = new OperatorObjects(client);
      RunningOperator operator = chart.run();
      objects.account(LEFT, "left");
      objects.account(KEPT, "kept");
      awaitLabel(client, "left", LEFT);
      IAMRole left = client.resource(objects.role("left", "left", "")).create();
      IAMPolicy policy = client.resource(objects.policy("kept", "limits")).create();
      IAMRole bounded =
          client.resource(objects.role("kept", "bounded", "permissionsBoundary: limits")).create();
      OIDCProvider provider =
          client.resource(Serialization.unmarshal(PROVIDER, OIDCProvider.class)).create();
      client.resource(TRUSTING).create();
      for (IAMRole role : List.of(left, bounded)) {
        objects.until(role, condition -> "True".equals(condition.getStatus()));
      }
      objects.until(provider, condition -> "True".equals(condition.getStatus()));
      Pod pod = podOfTheGuide(chart, objects);
      operator.close();

      client.resource(OperatorObjects.accountOf(LEFT)).delete();
      client.resource(policy).delete();
      client.resource(provider).delete();
      client.resources(Task.class).inNamespace("reports").withName("monday").delete();
      chart.run();

      awaitLabel(client, "left", null);
      objects.until(left, condition -> condition.getReason().equals("NoAccount"));
      objects.until(
          bounded, condition -> condition.getReason().equals("PermissionsBoundaryNotFound"));
      // Kubernetes' garbage collector, which this API server is without, takes the pod by this.
      assertThat(pod.getMetadata().getOwnerReferences())
          .singleElement()
          .satisfies(owner -> {
            assertThat(owner.getKind()).isEqualTo("Task");
            assertThat(owner.getName()).isEqualTo("monday");
          });
      assertThat(pod.getMetadata().getFinalizers()).isEmpty();
    }
  }

  private static Pod podOfTheGuide(InstalledChart chart, OperatorObjects objects) throws Exception {
    for (String file : List.of("account", "roles", "definition")) {
      apply(chart, file);
    }
    objects.serviceAccount("reports", "default", Map.of());
    apply(chart, "task");
    return chart
        .client()
        .pods()
        .inNamespace("reports")
        .withName("task-monday")
        .waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);
  }

  private static void apply(InstalledChart chart, String file) throws Exception {
    chart
        .api()
        .kubectl(
            "apply",
            "-f",
            ProjectFiles.root().resolve("examples/tasks/" + file + ".yaml").toString());
  }

  private static void awaitLabel(
      KubernetesClient client, String namespace, @Nullable String account) {
    client
        .namespaces()
        .withName(namespace)
        .waitUntilCondition(
            now ->
                Objects.equals(
                    account,
                    Optional.ofNullable(now.getMetadata().getLabels()).orElse(Map.of()).get(LABEL)),
            30,
            TimeUnit.SECONDS);
  }
}
