package dev.rolecall.operator;

import dev.rolecall.binding.Binding;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.identity.Workload;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.CachedServiceAccounts;
import dev.rolecall.operator.admission.PlacementAdmission;
import dev.rolecall.operator.admission.PodAdmission;
import dev.rolecall.operator.admission.ResourceAdmission;
import dev.rolecall.operator.admission.WebhookServer;
import dev.rolecall.operator.injection.AgentEndpoint;
import dev.rolecall.operator.injection.AgentSettings;
import dev.rolecall.operator.injection.CredentialsIds;
import dev.rolecall.operator.injection.InjectionSettings;
import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.PodMutator;
import dev.rolecall.operator.state.StateWatch;
import dev.rolecall.operator.tls.TlsMaterial;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
  private final String clusterIssuer;
  private final CachedServiceAccounts serviceAccounts;
  private volatile @Nullable TlsMaterial tls;
  private volatile @Nullable WebhookServer server;

  Webhooks(
      CheckedConfig config,
      KubernetesClient client,
      Vertx vertx,
      StateWatch watch,
      ClusterIssuer issuer,
      Clock clock) {
    this.config = config.get();
    this.quotas = config.quotas();
    this.client = client;
    this.vertx = vertx;
    this.watch = watch;
    this.clock = clock;
    this.clusterIssuer = issuer.url();
    this.serviceAccounts = CachedServiceAccounts.start(client);
  }

  /** Whether requests are answered. */
  boolean serving() {
    return server != null;
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
      if (watch.state().isPresent() && serviceAccounts.ready()) {
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
    PodAdmission pods =
        new PodAdmission(
            new PodMutator(
                settings(),
                () -> Objects.requireNonNull(tls).bundle(),
                new CredentialsIds(clock, new SecureRandom())),
            serviceAccounts,
            this::binding,
            Mode.of(config.webhook().defaultMode()).orElseThrow());
    ResourceAdmission resources = new ResourceAdmission(watch::state, clusterIssuer, quotas);
    Admission placement =
        config.nodeTaint().enabled() ? new PlacementAdmission() : Admission.ofAnything();
    return Map.of("/mutate-pods", pods, "/validate", resources, "/validate-pods", placement);
  }

  private Binding binding(Workload workload) {
    return new RoleBinding(watch.state().orElseThrow().catalog()).resolve(workload);
  }

  private InjectionSettings settings() {
    OperatorConfig.Webhook webhook = config.webhook();
    return new InjectionSettings(
        config.region(),
        webhook.tokenLifetime(),
        config.cluster().name(),
        URI.create(
            webhook.stsUrl().orElse("https://rolecall-sts." + config.systemNamespace() + ".svc")),
        AgentEndpoint.ofNode(webhook.nodeEndpoint()).orElseThrow(),
        webhook.nativeSidecars().orElseGet(() -> hasNativeSidecars(client.getKubernetesVersion())),
        new AgentSettings(
            webhook.agentImage(),
            webhook.agentCommand().orElse(List.of()),
            webhook.agentHealthCommand().orElseGet(() -> healthCommand(webhook)),
            webhook.agentCpu(),
            webhook.agentMemory()));
  }

  private static List<String> healthCommand(OperatorConfig.Webhook webhook) {
    return webhook.agentCommand().stream()
        .flatMap(command -> Stream.concat(command.stream(), Stream.of("--health")))
        .toList();
  }

  /** Restartable init containers are on by default since Kubernetes 1.29. */
  static boolean hasNativeSidecars(VersionInfo version) {
    int major = Integer.parseInt(version.getMajor().replaceAll("[^0-9]", ""));
    int minor = Integer.parseInt(version.getMinor().replaceAll("[^0-9]", ""));
    return major > 1 || minor >= 29;
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
