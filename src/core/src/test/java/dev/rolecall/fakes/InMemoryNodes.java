package dev.rolecall.fakes;

import dev.rolecall.directory.Node;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.PodStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Nodes and what they say of pods, as a test says. Safe for several threads. */
public final class InMemoryNodes implements NodeDirectory {
  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private final Map<String, PodStatus> statuses = new ConcurrentHashMap<>();
  private final Map<String, String> places = new ConcurrentHashMap<>();
  private final List<Observer> observers = new CopyOnWriteArrayList<>();

  public InMemoryNodes put(Node node) {
    nodes.put(node.name(), node);
    observers.forEach(observer -> observer.nodeChanged(node.name()));
    return this;
  }

  public InMemoryNodes put(String node, String podUid, PodStatus status) {
    statuses.put(podUid, status);
    places.put(podUid, node);
    observers.forEach(observer -> observer.podChanged(node, podUid));
    return this;
  }

  /** The pod has finished or is deleted. */
  public InMemoryNodes remove(String podUid) {
    statuses.remove(podUid);
    String node = places.remove(podUid);
    if (node != null) {
      observers.forEach(observer -> observer.podChanged(node, podUid));
    }
    return this;
  }

  @Override
  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  @Override
  public Set<String> pods(String node) {
    return places.entrySet().stream()
        .filter(place -> place.getValue().equals(node))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<PodStatus> status(String podUid) {
    return Optional.ofNullable(statuses.get(podUid));
  }

  @Override
  public void observe(Observer observer) {
    observers.add(observer);
  }
}
