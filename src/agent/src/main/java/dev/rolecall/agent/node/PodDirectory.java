package dev.rolecall.agent.node;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What sts told of the node, kept while sts is away. A telling begins, names what there is, and
 * ends: what it did not name is gone then. Lives on one event loop.
 */
public final class PodDirectory implements NodePods {
  /** More than any kubelet runs. */
  public static final int MOST_PODS = 1_024;

  private static final int MOST_GONE = 1_024;

  private final Map<String, NodePod> pods = new HashMap<>();
  private final Map<InetAddress, List<NodePod>> byAddress = new HashMap<>();
  private final Set<String> gone = Collections.newSetFromMap(new Bounded());
  private final List<Consumer<NodePod>> podObservers = new ArrayList<>();
  private final List<Consumer<String>> goneObservers = new ArrayList<>();
  private Set<String> told = new HashSet<>();
  private Optional<NodeFacts> node = Optional.empty();
  private Optional<NodeFacts> toldNode = Optional.empty();

  /** The oldest go first. */
  private static final class Bounded extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_GONE;
    }
  }

  @Override
  public Optional<NodeFacts> node() {
    return node;
  }

  @Override
  public Optional<NodePod> find(String uid) {
    return Optional.ofNullable(pods.get(uid));
  }

  @Override
  public List<NodePod> at(InetAddress address) {
    return byAddress.getOrDefault(address, List.of());
  }

  @Override
  public Collection<NodePod> all() {
    return Collections.unmodifiableCollection(pods.values());
  }

  /** Whether there was such a pod and it went; of those that went long ago none is known. */
  public boolean isGone(String uid) {
    return gone.contains(uid);
  }

  @Override
  public void onPod(Consumer<NodePod> observer) {
    podObservers.add(observer);
  }

  @Override
  public void onGone(Consumer<String> observer) {
    goneObservers.add(observer);
  }

  /** A telling of the whole begins. */
  public void begin() {
    told = new HashSet<>();
  }

  /** What the node is; known from the end of the telling on, and at once after that. */
  public void tell(NodeFacts facts) {
    toldNode = Optional.of(facts);
    node = node.map(known -> facts);
  }

  /**
   * A pod as it is now.
   *
   * @return whether there was room for it
   */
  public boolean tell(NodePod pod) {
    String uid = pod.pod().uid();
    if (!pods.containsKey(uid) && pods.size() >= MOST_PODS) {
      return false;
    }
    told.add(uid);
    NodePod before = pods.put(uid, pod);
    if (pod.equals(before)) {
      return true;
    }
    if (before != null) {
      unlink(before);
    }
    gone.remove(uid);
    pod.addresses()
        .forEach(address ->
            byAddress.merge(address, List.of(pod), (one, other) -> concatenated(one, other)));
    podObservers.forEach(observer -> observer.accept(pod));
    return true;
  }

  /** A pod went. */
  public void gone(String uid) {
    gone.add(uid);
    NodePod before = pods.remove(uid);
    if (before != null) {
      unlink(before);
    }
    goneObservers.forEach(observer -> observer.accept(uid));
  }

  /** The whole was told. */
  public void complete() {
    node = toldNode;
    pods.keySet().stream().filter(uid -> !told.contains(uid)).toList().forEach(this::gone);
  }

  private void unlink(NodePod pod) {
    for (InetAddress address : pod.addresses()) {
      byAddress.computeIfPresent(
          address,
          (where, there) -> {
            List<NodePod> others = there.stream().filter(other -> !other.equals(pod)).toList();
            return others.isEmpty() ? null : others;
          });
    }
  }

  private static List<NodePod> concatenated(List<NodePod> one, List<NodePod> other) {
    List<NodePod> both = new ArrayList<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }
}
