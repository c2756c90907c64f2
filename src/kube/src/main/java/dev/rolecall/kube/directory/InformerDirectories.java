package dev.rolecall.kube.directory;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.directory.NodeDirectory;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.kube.resource.Account;
import dev.rolecall.kube.resource.IAMPolicy;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.kube.resource.InstanceProfile;
import dev.rolecall.kube.resource.OIDCProvider;
import dev.rolecall.kube.resource.RoleAssociation;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories over informers: read-only copies of the API server's objects, kept up to date by
 * watches. They go on with what they have while the API server is away.
 */
public final class InformerDirectories implements Directories {
  private static final Logger LOG = LoggerFactory.getLogger(InformerDirectories.class);

  /** A role that is revoked must not wait for others, however many change. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private static final long TICK_MILLIS = 200;

  private final Clock clock;
  private final CatalogBuilder builder;
  private final LiveCatalog resources;
  private final WorkloadIndex workloads;
  private final NodeIndex nodes = new NodeIndex();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private final SharedIndexInformer<Account> accounts;
  private final SharedIndexInformer<IAMRole> roles;
  private final SharedIndexInformer<IAMPolicy> policies;
  private final SharedIndexInformer<OIDCProvider> providers;
  private final SharedIndexInformer<RoleAssociation> associations;
  private final SharedIndexInformer<InstanceProfile> profiles;
  private final SharedIndexInformer<Namespace> namespaces;
  private final Pace pace = new Pace(System::nanoTime, LONGEST_PAUSE);
  private final AtomicBoolean rebuildPlanned = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("rolecall-directory").unstarted(task));
  private volatile boolean ready;
  private volatile boolean current;
  private volatile Instant asOf = Instant.EPOCH;

  private InformerDirectories(
      KubernetesClient client, CatalogBuilder builder, EksPrefix eks, Clock clock) {
    this.clock = clock;
    this.builder = builder;
    workloads = new WorkloadIndex(clock, eks, true);
    resources =
        new LiveCatalog(
            builder.build(
                new ResourceLists(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of())));
    accounts = resourceInformer(client, Account.class);
    roles = resourceInformer(client, IAMRole.class);
    policies = resourceInformer(client, IAMPolicy.class);
    providers = resourceInformer(client, OIDCProvider.class);
    associations = resourceInformer(client, RoleAssociation.class);
    profiles = resourceInformer(client, InstanceProfile.class);
    namespaces =
        informer(client, Namespace.class, new MeaningStore<>(Slim::namespace, this::planRebuild));
    informer(
        client,
        ServiceAccount.class,
        new ObservedStore<>(
            Slim::serviceAccount, workloads.serviceAccounts().and(nodes.serviceAccountObserver())));
    informer(client, Node.class, new ObservedStore<>(Slim::node, nodes.nodeObserver()));
    informer(
        client,
        Pod.class,
        new ObservedStore<>(Slim::pod, workloads.pods().and(nodes.podObserver())));
  }

  /**
   * Starts the informers and returns at once; {@link Directories#ready()} tells when all have
   * synced.
   */
  public static Directories start(
      KubernetesClient client, Reserved reserved, PolicyQuotas quotas, EksPrefix eks, Clock clock) {
    InformerDirectories directories =
        new InformerDirectories(client, new CatalogBuilder(reserved, quotas), eks, clock);
    directories.informers.forEach(SharedIndexInformer::start);
    directories.thread.scheduleWithFixedDelay(
        directories::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return directories;
  }

  @Override
  public ResourceDirectory resources() {
    return resources;
  }

  @Override
  public WorkloadDirectory workloads() {
    return workloads;
  }

  @Override
  public NodeDirectory nodes() {
    return nodes;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public Instant asOf() {
    return asOf;
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
    thread.shutdownNow();
  }

  private <T extends CustomResource<?, ?>> SharedIndexInformer<T> resourceInformer(
      KubernetesClient client, Class<T> type) {
    return informer(client, type, new MeaningStore<>(Slim::withoutStatus, this::planRebuild));
  }

  private <T extends HasMetadata> SharedIndexInformer<T> informer(
      KubernetesClient client, Class<T> type, SlimStore<T> store) {
    SharedIndexInformer<T> informer =
        PersistentInformers.of(client.resources(type).inAnyNamespace(), store);
    informers.add(informer);
    return informer;
  }

  private void planRebuild() {
    current = false;
    if (ready && rebuildPlanned.compareAndSet(false, true)) {
      thread.schedule(() -> pace.run(this::rebuild), pace.pauseNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Notices that all have synced, that all watch, and repeats a rebuild that failed. */
  private void tick() {
    if (informers.stream().allMatch(SharedIndexInformer::hasSynced)) {
      if (!current && !rebuildPlanned.get()) {
        rebuild();
      }
      if (current && informers.stream().allMatch(SharedIndexInformer::isWatching)) {
        asOf = clock.instant();
      }
    }
  }

  private void rebuild() {
    rebuildPlanned.set(false);
    current = true;
    boolean rebuilt = false;
    try {
      resources.replace(
          builder.build(
              new ResourceLists(
                  accounts.getStore().list(),
                  roles.getStore().list(),
                  policies.getStore().list(),
                  providers.getStore().list(),
                  associations.getStore().list(),
                  profiles.getStore().list(),
                  namespaces.getStore().list())));
      ready = true;
      rebuilt = true;
    } catch (RuntimeException e) {
      LOG.error("the resources could not be read together", e);
    } finally {
      if (!rebuilt) {
        // The last catalog stays, and asOf tells its age; also where memory was not enough.
        current = false;
      }
    }
  }
}
