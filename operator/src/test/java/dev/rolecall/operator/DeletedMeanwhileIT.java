package dev.rolecall.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.task.Task;
import dev.rolecall.kube.resource.taskdefinition.TaskDefinition;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Condition;
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

  private static final String ASSOCIATION =
      """
      apiVersion: rolecall.dev/v1alpha1
      kind: RoleAssociation
      metadata: {name: names, namespace: kept}
      spec: {serviceAccounts: ["*"], role: named}
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
      IAMPolicy extra = client.resource(objects.policy("kept", "extra")).create();
      IAMRole attached =
          client.resource(objects.role("kept", "attached", "managedPolicies: [extra]")).create();
      IAMRole named = client.resource(objects.role("kept", "named", "")).create();
      RoleAssociation association =
          client.resource(Serialization.unmarshal(ASSOCIATION, RoleAssociation.class)).create();
      InstanceProfile profile =
          client
              .resource(
                  OperatorObjects.profile(
                      "machine",
                      "node-restriction.kubernetes.io/pool",
                      "arn:aws:iam::%s:role/named".formatted(KEPT)))
              .create();
      for (IAMRole role : List.of(left, bounded, attached, named)) {
        objects.until(role, DeletedMeanwhileIT::isReady);
      }
      objects.until(provider, DeletedMeanwhileIT::isReady);
      objects.until(association, DeletedMeanwhileIT::isReady);
      objects.until(profile, DeletedMeanwhileIT::isReady);
      Pod pod = podOfTheGuide(chart, objects, "monday");
      Pod running = podOfTheGuide(chart, objects, "tuesday");
      operator.close();

      client.resource(OperatorObjects.accountOf(LEFT)).delete();
      client.resource(policy).delete();
      client.resource(provider).delete();
      client.resource(extra).delete();
      client.resource(named).delete();
      client.resources(TaskDefinition.class).inNamespace("reports").withName("report-1").delete();
      client.resources(Task.class).inNamespace("reports").withName("monday").delete();
      chart.run();

      awaitLabel(client, "left", null);
      objects.until(left, condition -> condition.getReason().equals("NoAccount"));
      objects.until(
          bounded, condition -> condition.getReason().equals("PermissionsBoundaryNotFound"));
      objects.until(attached, condition -> condition.getReason().equals("ManagedPolicyNotFound"));
      objects.until(association, condition -> condition.getReason().equals("RoleNotFound"));
      objects.until(profile, condition -> condition.getReason().equals("RoleNotFound"));
      assertThat(client.resource(running).get().getMetadata().getDeletionTimestamp()).isNull();
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

  private static boolean isReady(Condition condition) {
    return "True".equals(condition.getStatus());
  }

  /** Of a task of this name that is told in its status to have one. */
  private static Pod podOfTheGuide(InstalledChart chart, OperatorObjects objects, String name)
      throws Exception {
    KubernetesClient client = chart.client();
    if (client.namespaces().withName("reports").get() == null) {
      for (String file : List.of("account", "roles", "definition")) {
        String path = "examples/tasks/" + file + ".yaml";
        chart.api().kubectl("apply", "-f", ProjectFiles.root().resolve(path).toString());
      }
      objects.serviceAccount("reports", "default", Map.of());
    }
    Task task = new Task();
    task.getMetadata().setNamespace("reports");
    task.getMetadata().setName(name);
    task.getSpec().setTaskDefinition("report:1");
    client.resource(task).create();
    return client
        .pods()
        .inNamespace("reports")
        .withName("task-" + name)
        .waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);
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
