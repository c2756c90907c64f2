package dev.rolecall.operator;

import dev.rolecall.observe.metrics.ProgramMetrics;
import dev.rolecall.operator.keys.SessionKeys;
import dev.rolecall.operator.metrics.UpkeepMetrics;
import dev.rolecall.operator.secrets.KubernetesSecrets;
import dev.rolecall.operator.secrets.SecretStore;
import dev.rolecall.operator.tls.CertificateMaker;
import dev.rolecall.operator.tls.Certificates;
import dev.rolecall.operator.tls.IssuedCertificate;
import dev.rolecall.operator.tls.TlsMaterial;
import dev.rolecall.operator.tls.TlsSecrets;
import dev.rolecall.operator.tls.TrustBundle;
import dev.rolecall.operator.tls.WebhookConfigurations;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps certificates, session keys and the webhooks in order, on every replica and again and again:
 * what was deleted comes back, what is due is renewed, and what failed is tried again.
 */
@Singleton
final class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration UNTIL_SERVING = Duration.ofMillis(500);

  private final Certificates certificates;
  private final SessionKeys keys;
  private final Consumer<String> callers;
  private final TrustBundle trustBundle;
  private final Webhooks webhooks;
  private final UpkeepMetrics metrics;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("upkeep").factory());

  Upkeep(
      CheckedConfig checked,
      KubernetesClient client,
      Clock clock,
      Webhooks webhooks,
      ProgramMetrics metrics) {
    OperatorConfig config = checked.get();
    String namespace = config.systemNamespace();
    SecretStore secrets = new KubernetesSecrets(client, namespace);
    this.certificates = certificates(config, secrets, clock);
    this.keys = new SessionKeys(secrets, clock, config.sessionKeys().rotation());
    this.callers =
        isOwn(config) ? new WebhookConfigurations(client)::trust : Upkeep::leaveToCertManager;
    this.trustBundle = new TrustBundle(client, namespace);
    this.webhooks = webhooks;
    this.metrics = new UpkeepMetrics(metrics, clock);
  }

  void start(@Observes StartupEvent event) {
    thread.execute(this::run);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  private void run() {
    try {
      Optional<TlsMaterial> material = certificates.current();
      keys.maintain();
      material.ifPresent(this::serve);
    } catch (RuntimeException e) {
      metrics.failed();
      LOG.error("upkeep failed and is tried again", e);
    }
    Duration pause = webhooks.serving() ? USUAL : UNTIL_SERVING;
    if (!thread.isShutdown()) {
      var unused = thread.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void serve(TlsMaterial material) {
    webhooks.serve(material);
    callers.accept(material.bundle());
    trustBundle.publish(material.bundle());
    metrics.done(material);
  }

  private static boolean isOwn(OperatorConfig config) {
    return config.tls().issuer() == CertificateMaker.OPERATOR;
  }

  /** It writes into the webhooks' configurations whom the API server is to trust. */
  private static void leaveToCertManager(String bundle) {}

  private static Certificates certificates(
      OperatorConfig config, SecretStore secrets, Clock clock) {
    if (!isOwn(config)) {
      return new IssuedCertificate(secrets, config.tls().authorities().orElse(""));
    }
    String namespace = config.systemNamespace();
    return new TlsSecrets(
        secrets,
        clock,
        new SecureRandom(),
        names("rolecall-operator", namespace, config.tls().webhookNames().orElse(List.of())),
        names("rolecall-sts", namespace, config.tls().stsNames().orElse(List.of())));
  }

  private static List<String> names(String service, String namespace, List<String> more) {
    String name = service + "." + namespace + ".svc";
    return Stream.concat(
            Stream.of(name, service, service + "." + namespace, name + ".cluster.local"),
            more.stream())
        .distinct()
        .toList();
  }
}
