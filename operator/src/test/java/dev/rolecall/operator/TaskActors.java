package dev.rolecall.operator;

import dev.rolecall.testkit.ApiServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Who else acts on tasks: kubelets and users. */
record TaskActors(ApiServer api, String namespace) {
  /** As a kubelet would. */
  void report(String task, String status) {
    Pod pod = api.client().pods().inNamespace(namespace).withName("task-" + task).get();
    if (pod.getSpec().getNodeName() == null) {
      bind(task);
      pod = api.client().pods().inNamespace(namespace).withName("task-" + task).get();
    }
    api.client()
        .resource(
            new PodBuilder(pod)
                .withStatus(Serialization.unmarshal(status, PodStatus.class))
                .build())
        .patchStatus();
  }

  private void bind(String task) {
    api.client()
        .raw(
            "/api/v1/namespaces/%s/pods/task-%s/binding".formatted(namespace, task),
            "POST",
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Binding",
                "metadata",
                Map.of("name", "task-" + task),
                "target",
                Map.of("apiVersion", "v1", "kind", "Node", "name", "node-1")));
  }

  void allow(String user, String resource, String group) {
    String name = user + "-" + resource;
    api.client()
        .load(
            new ByteArrayInputStream(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: %1$s, namespace: %5$s}
                rules: [{apiGroups: ["%4$s"], resources: [%3$s], verbs: [create, get]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %1$s, namespace: %5$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %2$s}]
                """
                    .formatted(name, user, resource, group, namespace)
                    .getBytes(StandardCharsets.UTF_8)))
        .create();
  }

  KubernetesClient as(String user) {
    Config config = Config.fromKubeconfig(api.kubeConfig());
    config.setImpersonateUsername(user);
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
