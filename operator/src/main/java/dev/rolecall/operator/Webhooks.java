package dev.rolecall.operator;

import dev.rolecall.binding.Binding;
import dev.rolecall.binding.EksPrefix;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.identity.Workload;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.RateLimiter;
import dev.rolecall.operator.access.AccessReviews;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.CachedServiceAccounts;
import dev.rolecall.operator.admission.CombinedAdmission;
import dev.rolecall.operator.admission.DeleteAdmission;
import dev.rolecall.operator.admission.NamespaceAdmission;
import dev.rolecall.operator.admission.PlacementAdmission;
import dev.rolecall.operator.admission.PodAdmission;
import dev.rolecall.operator.admission.ResourceAdmission;
import dev.rolecall.operator.admission.WebhookServer;
import dev.rolecall.operator.admission.observe.CountedAdmission;
import dev.rolecall.operator.admission.observe.ObservedAdmission;
import dev.rolecall.operator.admission.observe.ReviewCounts;
import dev.rolecall.operator.admission.observe.ReviewMode;
import dev.rolecall.operator.admission.power.PowerAdmission;
import dev.rolecall.operator.admission.use.AssociationRoleUse;
import dev.rolecall.operator.admission.use.PodRoleUse;
import dev.rolecall.operator.admission.use.RoleUseCheck;
import dev.rolecall.operator.admission.use.ServiceAccountRoleUse;
import dev.rolecall.operator.injection.CredentialsIds;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.PodMutator;
import dev.rolecall.operator.injection.plan.EksAnnotations;
import dev.rolecall.operator.injection.plan.InjectionSettings;
import dev.rolecall.operator.state.ClusterState;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.tls.TlsMaterial;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The webhooks' server: started as soon as it may decide, and given each new certificate. */
@Singleton
final class Webhooks {
  private static final Logger LOG = Logger.getLogger(Webhooks.class);

  private final OperatorConfig config;
  private final PolicyQuotas quotas;
  private final KubernetesClient client;
  private final Vertx vertx;
  private final StateWatch watch;
  private final Clock clock;
  private final Reserved reserved;
  private final CachedServiceAccounts serviceAccounts;
  private final AccessReviews access;
  private final ReviewCounts counts;
  private final RateLimiter logLines =
      new RateLimiter(new RateLimit(1, 100), new SecureRandom(), System::nanoTime);
  private final TaskAdmissions tasks;
  private volatile @Nullable TlsMaterial tls;
  private volatile @Nullable WebhookServer server;

  Webhooks(
      CheckedConfig config,
      KubernetesClient client,
      Vertx vertx,
      StateWatch watch,
      Reserved reserved,
      Clock clock,
      ReviewCounts counts,
      TaskAdmissions tasks,
      AccessReviews access) {
    this.config = config.get();
    this.quotas = config.quotas();
    this.client = client;
    this.vertx = vertx;
    this.watch = watch;
    this.clock = clock;
    this.counts = counts;
    this.reserved = reserved;
    this.tasks = tasks;
    this.serviceAccounts = CachedServiceAccounts.start(client, eks());
    this.access = access;
  }

  /** Whether requests are answered. */
  boolean serving() {
    return server != null;
  }

  /** What the certificates of Rolecall's servers chain to; empty as long as there is none. */
  Optional<String> trustBundle() {
    return Optional.ofNullable(tls).map(TlsMaterial::bundle);
  }

  /** The server's port; it must be serving. */
  int port() {
    return Objects.requireNonNull(server).port();
  }

  /**
   * Serves with this certificate from now on; starts where everything was read. Called by one
   * thread, which may wait.
   */
  void serve(TlsMaterial material) {
    WebhookServer running = server;
    if (running == null) {
      tls = material;
      if (watch.state().isPresent() && serviceAccounts.ready() && tasks.ready()) {
        server = await(WebhookServer.start(vertx, config.webhook().port(), material, webhooks()));
        LOG.infof("webhooks are served on port %d", port());
      }
    } else if (!material.equals(tls)) {
      await(running.renew(material));
      tls = material;
      LOG.info("webhooks are served with a new certificate");
    }
  }

  @PreDestroy
  void close() {
    WebhookServer running = server;
    if (running != null) {
      await(running.close());
    }
    serviceAccounts.close();
  }

  private Map<String, Admission> webhooks() {
    InjectionSettings injection =
        ConfiguredInjection.settings(config, client.getKubernetesVersion());
    PodAdmission pods =
        new PodAdmission(
            new PodMutator(
                injection,
                () -> Objects.requireNonNull(tls).bundle(),
                new CredentialsIds(clock, new SecureRandom())),
            new EksAnnotations(injection.workloads()),
            serviceAccounts,
            this::binding,
            Mode.of(config.webhook().defaultMode()).orElseThrow());
    Supplier<Optional<ClusterState>> state = watch::state;
    List<Admission> podRules = new ArrayList<>();
    podRules.add(
        new PowerAdmission(
            namespace -> state.get().flatMap(now -> now.catalog().accountOf(namespace))));
    if (config.nodeTaint().enabled()) {
      podRules.add(new PlacementAdmission());
    }
    RoleUseCheck use = new RoleUseCheck(state, access::ask);
    podRules.add(new PodRoleUse(serviceAccounts, eks(), this::binding, use));
    return Map.of(
        "/mutate-pods",
        ofTenants("pods", pods),
        "/validate-pods",
        ofTenants("pod-rules", new CombinedAdmission(podRules)),
        "/validate-service-accounts",
        ofTenants("service-accounts", new ServiceAccountRoleUse(eks(), use)),
        "/mutate-namespaces",
        ofTenants("namespaces", new NamespaceAdmission(state, ownUser())),
        "/validate",
        new CountedAdmission(
            "resources",
            ReviewMode.ENFORCE,
            new CombinedAdmission(
                List.of(
                    new ResourceAdmission(state, reserved, quotas),
                    new AssociationRoleUse(use),
                    tasks.under(new CombinedAdmission(podRules)))),
            counts),
        "/validate-deletes",
        new CountedAdmission("deletes", ReviewMode.ENFORCE, new DeleteAdmission(state), counts));
  }

  /**
   * Counts what a webhook answers about what is not Rolecall's own, and does it unless observing.
   */
  private Admission ofTenants(String name, Admission admission) {
    return config.webhook().observe()
        ? new ObservedAdmission(
            new CountedAdmission(name, ReviewMode.OBSERVE, admission, counts), logLines)
        : new CountedAdmission(name, ReviewMode.ENFORCE, admission, counts);
  }

  private EksPrefix eks() {
    return new EksPrefix(config.injection().annotationPrefix());
  }

  /** Whom the operator asks the API server as. */
  private String ownUser() {
    return "system:serviceaccount:%s:rolecall-operator".formatted(config.systemNamespace());
  }

  private Binding binding(Workload workload) {
    return new RoleBinding(watch.state().orElseThrow().catalog(), config.cluster().name())
        .resolve(workload);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
