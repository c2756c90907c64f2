package dev.rolecall.operator.state;

import dev.rolecall.kube.directory.CatalogBuilder;
import dev.rolecall.kube.directory.MeaningStore;
import dev.rolecall.kube.directory.Pace;
import dev.rolecall.kube.directory.PersistentInformers;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.kube.directory.Slim;
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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches all of Rolecall's resources and judges them as a whole after every change, on a thread of
 * its own, by {@link Pace}. Keeps the only copy of what the resources say: those who write their
 * statuses have no more than these.
 */
public final class StateWatch implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final CatalogBuilder catalogs;
  private final SharedIndexInformer<Account> accounts;
  private final SharedIndexInformer<IAMRole> roles;
  private final SharedIndexInformer<IAMPolicy> policies;
  private final SharedIndexInformer<OIDCProvider> providers;
  private final SharedIndexInformer<RoleAssociation> associations;
  private final SharedIndexInformer<InstanceProfile> profiles;
  private final SharedIndexInformer<Node> nodes;
  private final SharedIndexInformer<Namespace> namespaces;
  private final List<Consumer<Set<ObjectKey>>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService judge =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("state").factory());
  private final PacedWork judgements =
      new PacedWork(
          this::judge,
          new Pace(System::nanoTime, LONGEST_PAUSE),
          (nanos, task) -> judge.schedule(task, nanos, TimeUnit.NANOSECONDS));
  private volatile @Nullable ClusterState state;

  /** What changed and was not told to all listeners yet; of the thread that judges. */
  private final Set<ObjectKey> untold = new HashSet<>();

  private StateWatch(KubernetesClient client, CatalogBuilder catalogs) {
    this.catalogs = catalogs;
    accounts = informer(client, Account.class, Slim::resource);
    roles = informer(client, IAMRole.class, Slim::resource);
    policies = informer(client, IAMPolicy.class, Slim::resource);
    providers = informer(client, OIDCProvider.class, Slim::resource);
    associations = informer(client, RoleAssociation.class, Slim::resource);
    profiles = informer(client, InstanceProfile.class, Slim::resource);
    nodes = informer(client, Node.class, Slim::labelled);
    namespaces = informer(client, Namespace.class, Slim::labelled);
  }

  private <T extends HasMetadata> SharedIndexInformer<T> informer(
      KubernetesClient client, Class<T> type, UnaryOperator<T> slimmed) {
    return PersistentInformers.of(
        client.resources(type).inAnyNamespace(), new MeaningStore<>(slimmed, this::changed));
  }

  /**
   * Starts to watch and returns at once.
   *
   * @param reserved what no account may have
   * @param quotas how long policies may be
   */
  public static StateWatch start(KubernetesClient client, Reserved reserved, PolicyQuotas quotas) {
    StateWatch watch = new StateWatch(client, new CatalogBuilder(reserved, quotas));
    for (SharedIndexInformer<?> informer : watch.informers()) {
      var unused = informer.start().thenRun(watch::changed);
    }
    return watch;
  }

  /** The state; empty until everything was read once. */
  public Optional<ClusterState> state() {
    return Optional.ofNullable(state);
  }

  /** The roles as the API server told of them last, statuses included. */
  public List<IAMRole> roles() {
    return roles.getStore().list();
  }

  /**
   * Calls the listener with what changed, after each judgement, on the thread of this watch. Where
   * somebody could not be told, all are told of it once more, also if it is as it was before.
   */
  public void listen(Consumer<Set<ObjectKey>> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    informers().forEach(SharedIndexInformer::close);
    judge.shutdownNow();
  }

  private List<SharedIndexInformer<?>> informers() {
    return List.of(accounts, roles, policies, providers, associations, profiles, nodes, namespaces);
  }

  private void changed() {
    judgements.changed();
  }

  /** Where it fails the state before stays in force. */
  private void judge() {
    if (!informers().stream().allMatch(SharedIndexInformer::hasSynced)) {
      return;
    }
    ResourceLists lists =
        new ResourceLists(
            accounts.getStore().list(),
            roles.getStore().list(),
            policies.getStore().list(),
            providers.getStore().list(),
            associations.getStore().list(),
            profiles.getStore().list(),
            namespaces.getStore().list());
    ClusterState after = ClusterState.of(lists, catalogs.build(lists), labelsOfNodes());
    untold.addAll(state().map(after::changesSince).orElseGet(after::everything));
    state = after;
    if (!untold.isEmpty()) {
      Set<ObjectKey> changes = Set.copyOf(untold);
      listeners.forEach(listener -> listener.accept(changes));
      untold.clear();
    }
  }

  private Map<String, Map<String, String>> labelsOfNodes() {
    return nodes.getStore().list().stream()
        .collect(Collectors.toMap(node -> node.getMetadata().getName(), StateWatch::labels));
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
  }
}
