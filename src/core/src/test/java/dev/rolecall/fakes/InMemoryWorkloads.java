package dev.rolecall.fakes;

import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pods that a test adds and takes away. Safe for several threads. */
public final class InMemoryWorkloads implements WorkloadDirectory {
  private final Map<String, Lookup> pods = new ConcurrentHashMap<>();

  /** A pod without labels and annotations whose UID is {@code uid-of-<name>}. */
  public static Workload pod(String namespace, String name, String serviceAccount) {
    return new Workload(
        new PodRef(namespace, name, "uid-of-" + name),
        new ServiceAccountRef(namespace, serviceAccount),
        "node-1",
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** The pod lives from now on. */
  public InMemoryWorkloads add(Workload workload) {
    pods.put(workload.pod().uid(), new Lookup.Living(workload));
    return this;
  }

  /** The pod was seen and is finished or deleted. */
  public InMemoryWorkloads end(String uid, String reason) {
    pods.put(uid, new Lookup.Gone(reason));
    return this;
  }

  /** As if the pod had never been seen. */
  public InMemoryWorkloads forget(String uid) {
    pods.remove(uid);
    return this;
  }

  @Override
  public Lookup find(String podUid) {
    return pods.getOrDefault(podUid, new Lookup.Unknown());
  }
}
