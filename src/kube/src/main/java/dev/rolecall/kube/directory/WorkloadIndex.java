package dev.rolecall.kube.directory;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Pods by UID, and what became of those that went lately. */
final class WorkloadIndex implements WorkloadDirectory {
  /** How long a pod is served after the moment at which it should be gone. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  /** Remembered pods that went: enough for the lifetime of most of their tokens. */
  private static final int TOMBSTONES = 20_000;

  private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

  /** Of pods that a kubelet tells of (Kubernetes: "Create static Pods"); no update adds it. */
  private static final String MIRROR = "kubernetes.io/config.mirror";

  private record Entry(
      PodRef pod,
      ServiceAccountRef serviceAccount,
      String node,
      Map<String, String> labels,
      Map<String, String> annotations,
      String phase,
      boolean mirror,
      @Nullable Instant deletion) {}

  private final Clock clock;
  private final EksPrefix eks;
  private final boolean accountsKnown;
  private final Map<String, Entry> pods = new ConcurrentHashMap<>();
  private final Map<ServiceAccountRef, Map<String, String>> annotations = new ConcurrentHashMap<>();
  private final Map<String, String> gone = tombstones();
  private final Map<ServiceAccountRef, String> goneAccounts = tombstones();

  /**
   * @param accountsKnown whether every service account is put here: then a pod whose account is not
   *     there is not served, as an API server accepts no token of a deleted account
   */
  WorkloadIndex(Clock clock, EksPrefix eks, boolean accountsKnown) {
    this.clock = clock;
    this.eks = eks;
    this.accountsKnown = accountsKnown;
  }

  @Override
  public Lookup find(String podUid) {
    Entry entry = pods.get(podUid);
    if (entry == null) {
      String reason = gone.get(podUid);
      return reason == null ? new Lookup.Unknown() : new Lookup.Gone(reason);
    }
    if (entry.mirror()) {
      // A kubelet makes them in whatever namespace, with whatever annotations: else a node's taking
      // over would be that of every namespace.
      return new Lookup.Gone(
          "pod %s mirrors a static pod of its node, which gets no credentials"
              .formatted(entry.pod()));
    }
    if (FINISHED.contains(entry.phase())) {
      return new Lookup.Gone("pod " + entry.pod() + " has finished (" + entry.phase() + ")");
    }
    if (entry.deletion() != null && clock.instant().isAfter(entry.deletion().plus(GRACE))) {
      return new Lookup.Gone("pod " + entry.pod() + " is deleted");
    }
    Map<String, String> ofAccount = annotations.get(entry.serviceAccount());
    if (ofAccount == null && accountsKnown) {
      String reason = goneAccounts.get(entry.serviceAccount());
      return reason == null ? new Lookup.Unknown() : new Lookup.Gone(reason);
    }
    return new Lookup.Living(workload(entry, ofAccount == null ? Map.of() : ofAccount));
  }

  private static Workload workload(Entry entry, Map<String, String> ofAccount) {
    return new Workload(
        entry.pod(),
        entry.serviceAccount(),
        entry.node(),
        entry.labels(),
        entry.annotations(),
        ofAccount);
  }

  /** Keeps the pods up to date. */
  ObservedStore.Observer<Pod> pods() {
    return ObservedStore.Observer.of(this::put, this::remove);
  }

  /** Keeps the service accounts up to date. */
  ObservedStore.Observer<ServiceAccount> serviceAccounts() {
    return ObservedStore.Observer.of(
        this::put,
        account -> {
          goneAccounts.put(ref(account), "service account " + ref(account) + " is deleted");
          annotations.remove(ref(account));
        });
  }

  void put(Pod pod) {
    Entry entry = entry(pod);
    pods.put(entry.pod().uid(), entry);
  }

  /** The pod as it is, whether it lives or not. */
  static Workload workload(Pod pod, Map<String, String> ofAccount) {
    return workload(entry(pod), ofAccount);
  }

  private static Entry entry(Pod pod) {
    ObjectMeta metadata = pod.getMetadata();
    String account = pod.getSpec().getServiceAccountName();
    return new Entry(
        new PodRef(metadata.getNamespace(), metadata.getName(), metadata.getUid()),
        new ServiceAccountRef(
            metadata.getNamespace(), account == null || account.isEmpty() ? "default" : account),
        Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
        Slim.labels(metadata),
        Slim.annotations(metadata, EksPrefix.DEFAULT),
        pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase()),
        metadata.getAnnotations() != null && metadata.getAnnotations().containsKey(MIRROR),
        Optional.ofNullable(metadata.getDeletionTimestamp())
            .map(text -> OffsetDateTime.parse(text).toInstant())
            .orElse(null));
  }

  static boolean hasFinished(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getPhase() != null
        && FINISHED.contains(pod.getStatus().getPhase());
  }

  private void remove(Pod pod) {
    ObjectMeta metadata = pod.getMetadata();
    gone.put(
        metadata.getUid(),
        "pod "
            + new PodRef(metadata.getNamespace(), metadata.getName(), metadata.getUid())
            + " is deleted");
    pods.remove(metadata.getUid());
  }

  void put(ServiceAccount account) {
    annotations.put(ref(account), eks.normal(Slim.annotations(account.getMetadata(), eks)));
  }

  private static <K> Map<K, String> tombstones() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, String> eldest) {
            return size() > TOMBSTONES;
          }
        });
  }

  private static ServiceAccountRef ref(ServiceAccount account) {
    return new ServiceAccountRef(
        account.getMetadata().getNamespace(), account.getMetadata().getName());
  }
}
