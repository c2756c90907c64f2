package dev.rolecall.kube.directory;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.kube.directory.FolderObjects.Key;
import dev.rolecall.kube.directory.FolderObjects.Loaded;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Directories over folders of YAML manifests: Rolecall's kinds, and Pods, ServiceAccounts,
 * Namespaces and Nodes as workloads and where they are.
 */
public final class FolderDirectories {
  private static final String NODE = "embedded";

  private FolderDirectories() {}

  /**
   * Reads all {@code *.yaml}, {@code *.yml} and {@code *.json} files of the folders, subfolders
   * too. What refers to something that is not there is refused as well: here is no status that
   * could say so later.
   *
   * @throws ManifestException where any manifest is not right: every problem of every file, with
   *     file, line and field
   */
  public static Directories load(
      List<Path> folders, Reserved reserved, PolicyQuotas quotas, Clock clock)
      throws ManifestException {
    List<String> problems = new ArrayList<>();
    Map<Key, Loaded> objects =
        FolderObjects.of(LoadedFiles.read(folders, problems), quotas, problems);
    Readings readings = new Readings(quotas, readings(objects));
    Catalog catalog =
        new CatalogBuilder(reserved, readings, new NamedTrust()).build(lists(objects));
    if (problems.isEmpty()) {
      catalog.problems().forEach(problem -> problems.add(line(problem, objects)));
    }
    if (!problems.isEmpty()) {
      throw new ManifestException(problems);
    }
    WorkloadIndex workloads = new WorkloadIndex(clock, EksPrefix.DEFAULT, false);
    each(objects, ServiceAccount.class).forEach(workloads::put);
    each(objects, Pod.class).forEach(pod -> workloads.put(scheduled(pod)));
    return new Loading(catalog, workloads, nodes(objects), clock.instant());
  }

  private static Map<String, ManifestReading> readings(Map<Key, Loaded> objects) {
    Map<String, ManifestReading> readings = new HashMap<>();
    objects
        .values()
        .forEach(loaded ->
            loaded
                .reading()
                .ifPresent(read -> readings.put(loaded.object().getMetadata().getUid(), read)));
    return readings;
  }

  private static ResourceLists lists(Map<Key, Loaded> objects) {
    return new ResourceLists(
        each(objects, Account.class),
        each(objects, IAMRole.class),
        each(objects, IAMPolicy.class),
        each(objects, OIDCProvider.class),
        each(objects, RoleAssociation.class),
        each(objects, InstanceProfile.class),
        each(objects, Namespace.class));
  }

  private static <T> List<T> each(Map<Key, Loaded> objects, Class<T> type) {
    return objects.values().stream()
        .map(Loaded::object)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static String line(CatalogProblem problem, Map<Key, Loaded> objects) {
    Loaded loaded =
        Objects.requireNonNull(
            objects.get(new Key(problem.kind(), problem.namespace(), problem.name())));
    return "%s: %s '%s': %s"
        .formatted(loaded.place(), problem.kind(), problem.name(), problem.message());
  }

  /** Nodes that pods are on and nobody declared are there all the same. */
  private static NodeIndex nodes(Map<Key, Loaded> objects) {
    NodeIndex nodes = new NodeIndex();
    each(objects, Node.class).forEach(nodes::put);
    for (Pod pod : each(objects, Pod.class)) {
      String name = pod.getSpec().getNodeName();
      if (nodes.node(name).isEmpty()) {
        nodes.put(
            new dev.rolecall.directory.Node(
                name, FolderObjects.uid(new Key("Node", "", name)), Map.of()));
      }
      nodes.put(pod);
    }
    return nodes;
  }

  private static Pod scheduled(Pod pod) {
    if (pod.getSpec() == null) {
      pod.setSpec(new PodSpec());
    }
    if (pod.getSpec().getNodeName() == null) {
      pod.getSpec().setNodeName(NODE);
    }
    return pod;
  }

  /** What was loaded: it does not change. */
  private record Loading(
      ResourceDirectory resources, WorkloadDirectory workloads, NodeDirectory nodes, Instant asOf)
      implements Directories {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void close() {}
  }
}
