package dev.rolecall.kube.directory;

import dev.rolecall.directory.Node;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.PodStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes by name, and the pods that are bound to each. */
final class NodeIndex implements NodeDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(NodeIndex.class);

  /** Labels of nodes that anybody asks for, besides those that kubelets cannot set. */
  private static final Set<String> KEPT_LABELS =
      Set.of(
          "topology.kubernetes.io/zone", "node.kubernetes.io/instance-type", "kubernetes.io/arch");

  private static final String RESTRICTED = "node-restriction.kubernetes.io/";

  private record Placed(String node, PodStatus status) {}

  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private final Map<String, Placed> pods = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> podsOfNodes = new ConcurrentHashMap<>();
  private final List<Observer> observers = new CopyOnWriteArrayList<>();

  @Override
  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  @Override
  public Set<String> pods(String node) {
    return Set.copyOf(podsOfNodes.getOrDefault(node, Set.of()));
  }

  @Override
  public Optional<PodStatus> status(String podUid) {
    return Optional.ofNullable(pods.get(podUid)).map(Placed::status);
  }

  @Override
  public void observe(Observer observer) {
    observers.add(observer);
  }

  /** Keeps the pods up to date. */
  ObservedStore.Observer<Pod> podObserver() {
    return ObservedStore.Observer.of(this::put, this::remove);
  }

  /** Keeps the nodes up to date. */
  ObservedStore.Observer<io.fabric8.kubernetes.api.model.Node> nodeObserver() {
    return ObservedStore.Observer.of(
        this::put,
        node -> {
          nodes.remove(node.getMetadata().getName());
          tell(observer -> observer.nodeChanged(node.getMetadata().getName()));
        });
  }

  /** Pods ask their service accounts, so that any may be another with one. */
  ObservedStore.Observer<ServiceAccount> serviceAccountObserver() {
    Consumer<ServiceAccount> changed = account -> tell(Observer::anyChanged);
    return ObservedStore.Observer.of(changed, changed);
  }

  void put(io.fabric8.kubernetes.api.model.Node node) {
    Map<String, String> labels = new HashMap<>();
    Optional.ofNullable(node.getMetadata().getLabels())
        .orElse(Map.of())
        .forEach((key, value) -> {
          if (value != null && (KEPT_LABELS.contains(key) || key.startsWith(RESTRICTED))) {
            labels.put(key, value);
          }
        });
    put(new Node(node.getMetadata().getName(), node.getMetadata().getUid(), labels));
  }

  /** A node's heartbeats change nothing that is kept. */
  void put(Node node) {
    if (!node.equals(nodes.put(node.name(), node))) {
      tell(observer -> observer.nodeChanged(node.name()));
    }
  }

  void put(Pod pod) {
    String uid = pod.getMetadata().getUid();
    String node = pod.getSpec().getNodeName();
    if (node == null || node.isEmpty()) {
      return;
    }
    Optional<PodStatus> status = WorkloadIndex.hasFinished(pod) ? Optional.empty() : status(pod);
    if (status.isEmpty()) {
      forget(uid);
    } else {
      pods.put(uid, new Placed(node.intern(), status.get()));
      podsOfNodes.compute(
          node,
          (name, uids) -> {
            Set<String> all = uids == null ? ConcurrentHashMap.newKeySet() : uids;
            all.add(uid);
            return all;
          });
    }
    tell(observer -> observer.podChanged(node, uid));
  }

  /** One tenant's pod must not stop the informer of all: a defect that it finds hides it alone. */
  private static Optional<PodStatus> status(Pod pod) {
    try {
      return Optional.of(PodStatusMapping.of(pod));
    } catch (RuntimeException e) {
      LOG.error(
          "a defect in reading pod {}/{}",
          pod.getMetadata().getNamespace(),
          pod.getMetadata().getName(),
          e);
      return Optional.empty();
    }
  }

  private void remove(Pod pod) {
    String uid = pod.getMetadata().getUid();
    forget(uid).ifPresent(node -> tell(observer -> observer.podChanged(node, uid)));
  }

  /** The node that it was bound to. */
  private Optional<String> forget(String uid) {
    Placed placed = pods.remove(uid);
    if (placed == null) {
      return Optional.empty();
    }
    podsOfNodes.computeIfPresent(
        placed.node(),
        (name, uids) -> {
          uids.remove(uid);
          return uids.isEmpty() ? null : uids;
        });
    return Optional.of(placed.node());
  }

  private void tell(Consumer<Observer> change) {
    observers.forEach(change);
  }
}
