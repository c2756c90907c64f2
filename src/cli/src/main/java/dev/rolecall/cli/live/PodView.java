package dev.rolecall.cli.live;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.kube.resource.task.Task;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pod, and what of its surroundings its reader may read.
 *
 * @param node empty where the pod is on none
 * @param agents the agent's pods on the node
 * @param task the Task that made the pod; empty where none did
 * @param grants asks who may use which roles
 */
public record PodView(
    Pod pod,
    Sight<ServiceAccount> serviceAccount,
    Sight<Namespace> namespace,
    Optional<Sight<Node>> node,
    Sight<List<Pod>> agents,
    Optional<Sight<Task>> task,
    RoleGrants grants,
    Resources resources,
    BrokerSettings settings) {
  /** The label of the agent's pods, as the chart makes them. */
  static final String AGENTS = "app.kubernetes.io/name";

  static final String AGENT = "rolecall-agent";

  /** Rolecall's own resources. */
  public record Resources(
      Listing<Account> accounts,
      Listing<Namespace> namespaces,
      Listing<IAMRole> roles,
      Listing<IAMPolicy> policies,
      Listing<OIDCProvider> providers,
      Listing<RoleAssociation> associations) {}

  /**
   * Reads once; nothing is kept and nothing is written.
   *
   * @param systemNamespace where Rolecall is installed
   * @throws Failure where the pod is not there, or may not be read
   */
  public static PodView read(
      KubernetesClient client, String systemNamespace, String namespace, String name) {
    LiveCluster cluster = new LiveCluster(client);
    Pod pod = pod(cluster, namespace, name);
    String account =
        Optional.ofNullable(pod.getSpec().getServiceAccountName())
            .filter(text -> !text.isEmpty())
            .orElse("default");
    Optional<String> node =
        Optional.ofNullable(pod.getSpec().getNodeName()).filter(text -> !text.isEmpty());
    return new PodView(
        pod,
        cluster.ask(
            "service account " + namespace + "/" + account,
            () -> client.serviceAccounts().inNamespace(namespace).withName(account).get()),
        cluster.ask("namespace " + namespace, () -> client.namespaces().withName(namespace).get()),
        node.map(it -> cluster.ask("node " + it, () -> client.nodes().withName(it).get())),
        node.map(it -> agents(cluster, systemNamespace, it))
            .orElseGet(() -> new Sight.Seen<>(List.of())),
        task(cluster, pod),
        new LiveGrants(cluster),
        resources(cluster, namespace),
        BrokerSettings.read(cluster, systemNamespace));
  }

  private static Pod pod(LiveCluster cluster, String namespace, String name) {
    Sight<Pod> pod =
        cluster.ask(
            "pod " + namespace + "/" + name,
            () -> cluster.client().pods().inNamespace(namespace).withName(name).get());
    return switch (pod) {
      case Sight.Seen<Pod>(var found) -> found;
      case Sight.Missing<Pod>(var what) ->
          throw new Failure(
              "there is no such pod",
              what,
              "the API server knows none of this name",
              "name one of 'kubectl get pods -n " + namespace + "'");
      case Sight.Hidden<Pod>(var why) ->
          throw new Failure(
              "the pod cannot be explained",
              "pod " + namespace + "/" + name,
              why,
              "use a kubeconfig or context whose user may get pods there");
    };
  }

  /** By the pod's owner, as Kubernetes' garbage collector knows it. */
  private static Optional<Sight<Task>> task(LiveCluster cluster, Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .filter(owner -> owner.getKind().equals("Task"))
        .filter(owner -> owner.getApiVersion().startsWith("rolecall.dev/"))
        .findFirst()
        .map(owner ->
            cluster.ask(
                "task " + namespace + "/" + owner.getName(),
                () -> same(cluster.client(), namespace, owner)));
  }

  /** One that was made again under the name is another. */
  private static @Nullable Task same(
      KubernetesClient client, String namespace, OwnerReference owner) {
    Task task = client.resources(Task.class).inNamespace(namespace).withName(owner.getName()).get();
    return task != null && task.getMetadata().getUid().equals(owner.getUid()) ? task : null;
  }

  private static Sight<List<Pod>> agents(LiveCluster cluster, String namespace, String node) {
    return cluster.ask(
        "the agent's pods in namespace " + namespace,
        () ->
            cluster
                .client()
                .pods()
                .inNamespace(namespace)
                .withLabel(AGENTS, AGENT)
                .withField("spec.nodeName", node)
                .list()
                .getItems());
  }

  private static Resources resources(LiveCluster cluster, String namespace) {
    Listing<Account> accounts = cluster.list(Account.class);
    Set<String> own = new TreeSet<>(Set.of(namespace));
    accounts.items().stream()
        .map(account -> account.getSpec().getNamespaces())
        .filter(namespaces -> namespaces.contains(namespace))
        .forEach(own::addAll);
    return new Resources(
        accounts,
        cluster.list(Namespace.class),
        cluster.list(IAMRole.class, own),
        cluster.list(IAMPolicy.class, own),
        cluster.list(OIDCProvider.class, own),
        cluster.list(RoleAssociation.class, own));
  }
}
