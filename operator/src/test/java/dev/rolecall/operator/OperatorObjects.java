package dev.rolecall.operator;

import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.NodeSelector;
import dev.rolecall.kube.resource.ResourceStatus;
import dev.rolecall.testkit.ProjectFiles;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Objects that the operator looks after; those that tests only need to be there are created at
 * once.
 */
final class OperatorObjects {
  private final KubernetesClient client;

  OperatorObjects(KubernetesClient client) {
    this.client = client;
  }

  void namespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  Account account(String id, String... namespaces) {
    for (String namespace : namespaces) {
      if (client.namespaces().withName(namespace).get() == null) {
        namespace(namespace);
      }
    }
    return client.resource(accountOf(id, namespaces)).create();
  }

  static Account accountOf(String id, String... namespaces) {
    Account account = new Account();
    account.getMetadata().setName("account-" + id);
    account.getSpec().setAccountId(id);
    account.getSpec().setNamespaces(List.of(namespaces));
    return account;
  }

  IAMRole role(String namespace, String name, String more) {
    return client
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: rolecall.dev/v1alpha1
            kind: IAMRole
            metadata: {name: %s, namespace: %s}
            spec:
              trustPolicy:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Service: pods.eks.amazonaws.com}
                    Action: [sts:AssumeRole, sts:TagSession]
              %s
            """
                .formatted(name, namespace, more),
            IAMRole.class);
  }

  /** A role that another may assume. */
  IAMRole trusting(String namespace, String name, String role) {
    IAMRole trusting = role(namespace, name, "");
    trusting
        .getSpec()
        .setTrustPolicy(
            Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                Map.of(
                    "Effect",
                    "Allow",
                    "Principal",
                    Map.of("AWS", role),
                    "Action",
                    "sts:AssumeRole")));
    return trusting;
  }

  IAMPolicy policy(String namespace, String name) {
    return client
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: rolecall.dev/v1alpha1
            kind: IAMPolicy
            metadata: {name: %s, namespace: %s}
            spec:
              document:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]
            """
                .formatted(name, namespace),
            IAMPolicy.class);
  }

  /** There is no controller that makes token Secrets, so none is mounted. */
  void serviceAccount(String namespace, String name, Map<String, String> annotations) {
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build())
        .create();
  }

  /** A role of RBAC of the name {@code use}, which grants the use of an IAMRole. */
  void mayUse(String namespace, String role) {
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("use")
                .endMetadata()
                .addNewRule()
                .withApiGroups("rolecall.dev")
                .withResources("iamroles")
                .withResourceNames(role)
                .withVerbs("use")
                .endRule()
                .build())
        .create();
  }

  Pod pod(String namespace, String serviceAccount, String annotation) {
    return client
        .getKubernetesSerialization()
        .unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              generateName: app-
              namespace: %s
              annotations: {%s}
            spec:
              serviceAccountName: %s
              containers: [{name: app, image: "app:1"}]
            """
                .formatted(namespace, annotation, serviceAccount),
            Pod.class);
  }

  /** The resource, once its status has such a condition. */
  <R extends CustomResource<?, ? extends ResourceStatus>> R until(
      R resource, Predicate<Condition> condition) {
    return client
        .resource(resource)
        .waitUntilCondition(
            now ->
                now != null
                    && now.getStatus() != null
                    && now.getStatus().getConditions().stream().anyMatch(condition),
            30,
            TimeUnit.SECONDS);
  }

  /** Returns once the namespace has the account's label. */
  void awaitLabelled(String namespace, String account) {
    client
        .namespaces()
        .withName(namespace)
        .waitUntilCondition(
            now -> account.equals(now.getMetadata().getLabels().get("rolecall.dev/account")),
            60,
            TimeUnit.SECONDS);
  }

  static Condition ready(CustomResource<?, ? extends ResourceStatus> resource) {
    return resource.getStatus().getConditions().getFirst();
  }

  /** Selects nodes by a label. */
  static InstanceProfile profile(String name, String label, String role) {
    NodeSelector nodes = new NodeSelector();
    nodes.setMatchLabels(Map.of(label, "storage"));
    InstanceProfile profile = new InstanceProfile();
    profile.getMetadata().setName(name);
    profile.getSpec().setNodeSelector(nodes);
    profile.getSpec().setRole(role);
    return profile;
  }

  /** As the chart installs them, but for the place of the operator. */
  static String webhooks(int port) throws IOException {
    return webhooks(port, "Fail");
  }

  /**
   * @param failurePolicy of those that are about pods
   */
  static String webhooks(int port, String failurePolicy) throws IOException {
    return Files.readString(ProjectFiles.root().resolve("charts/rolecall/templates/webhooks.yaml"))
        .replaceAll("(?m)^  (labels|annotations): .*$", "")
        .replaceAll("\\{\\{ ternary .* \\}\\}", failurePolicy)
        .replaceAll(
            "service: \\{.*path: ([^,]+),.*\\}", "url: \"https://127.0.0.1:" + port + "$1\"")
        .replace("{{ .Release.Namespace }}", "rolecall-system");
  }
}
