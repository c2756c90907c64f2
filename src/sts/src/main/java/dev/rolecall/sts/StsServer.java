package dev.rolecall.sts;

import dev.rolecall.audit.AuditSink;
import dev.rolecall.audit.JsonLinesAudit;
import dev.rolecall.audit.StartEvent;
import dev.rolecall.cache.Bounds;
import dev.rolecall.limit.BodyQuota;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.audit.EventRecorder;
import dev.rolecall.sts.audit.KubernetesEvents;
import dev.rolecall.sts.audit.LoggedEvents;
import dev.rolecall.sts.audit.PodEvents;
import dev.rolecall.sts.connection.ConnectionWatches;
import dev.rolecall.sts.http.Intake;
import dev.rolecall.sts.issuer.ApiServerDocuments;
import dev.rolecall.sts.issuer.ApiServerIssuer;
import dev.rolecall.sts.issuer.VertxDocumentFetcher;
import dev.rolecall.sts.limit.CallLimits;
import dev.rolecall.sts.metrics.StsMetrics;
import dev.rolecall.sts.outbound.OutboundIssuer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Reads the configuration, puts the parts together and mounts them, before any port is open. */
@ApplicationScoped
public class StsServer {
  private static final long REFRESH_MILLIS = 1000;

  /**
   * Bodies' bytes: a small part of the memory that sts is given, and room for a few of the largest.
   */
  private static final long HELD_OF_ALL =
      Math.max(8L << 20, new Bounds(0, 32L << 20).ofHeap(2).bytes());

  private static final long HELD_OF_ONE = HELD_OF_ALL / 8;

  private static final Bounds AUDIT_WAITING = new Bounds(8192, 16L << 20).ofHeap(2);

  /** The TLS configuration that sts serves with, where it does. */
  private static final String TLS = "sts";

  private static final String SESSION_KEYS = "rolecall.session-keys.file";

  private final StsConfig config;
  private final Vertx vertx;
  private final Instance<KubernetesClient> client;
  private final Clock clock = Clock.systemUTC();
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

  private final StsMetrics metrics = new StsMetrics();
  private final Instance<TlsConfigurationRegistry> tls;

  private @Nullable Backend backend;
  private @Nullable JsonLinesAudit audit;

  /**
   * @param client asked for in a cluster only
   */
  @Inject
  public StsServer(
      StsConfig config,
      Vertx vertx,
      Instance<KubernetesClient> client,
      Instance<TlsConfigurationRegistry> tls) {
    this.config = config;
    this.vertx = vertx;
    this.client = client;
    this.tls = tls;
  }

  void mount(@Observes Router router) {
    LogFormat.start(config.log());
    Settings settings = Settings.of(config);
    ConnectionWatches.limit(settings.connections());
    KeysFile<MasterKeys> keys = refreshing(sessionKeys());
    Optional<OutboundIssuer> outbound = outbound();
    JsonLinesAudit writer = newAudit();
    audit = writer;
    AuditSink sink = metrics.counted(writer);
    metrics.ready(() -> endpoints().isPresent());
    metrics.sessionKeys(keys);
    metrics.certificate(new ServedCertificate(tls.get(), TLS)::end);
    StsRoutes routes =
        new StsRoutes(
            router, this::endpoints, StsServer::requestId, intake(settings, sink), metrics::route);
    if (isEmbedded()) {
      EmbeddedBackend embedded =
          EmbeddedBackend.start(
              config, surroundings(settings, keys, outbound, sink, new LoggedEvents()), settings);
      backend = embedded;
      routes.mountEmbedded(embedded.issuer());
    } else {
      backend = cluster(settings, keys, outbound, sink);
    }
    outbound.ifPresent(routes::mountIssuer);
    routes.mount();
    writer.start(StartEvent.of("sts", clock.instant(), requestId()));
  }

  void stop(@Observes ShutdownEvent event) {
    if (backend != null) {
      backend.close();
    }
    if (audit != null) {
      audit.close();
    }
    blocking.shutdown();
  }

  /** Empty until everything is read, and where nothing can be granted for want of an audit. */
  Optional<Endpoints> endpoints() {
    return backend == null || !isAuditing() ? Optional.empty() : backend.endpoints();
  }

  /** Whether decisions are recorded. */
  boolean isAuditing() {
    return audit != null && audit.isWriting();
  }

  /** Whether nothing will be recorded any more, before a new start. */
  boolean hasAuditFailed() {
    return audit != null && audit.hasFailed();
  }

  StsMetrics metrics() {
    return metrics;
  }

  private Intake intake(Settings settings, AuditSink sink) {
    return new Intake(
        new BodyQuota(HELD_OF_ALL, HELD_OF_ONE),
        new CallLimits(
            settings.limits(),
            namespace -> endpoints().flatMap(all -> all.owner(namespace)),
            new SecureRandom(),
            System::nanoTime,
            metrics.throttled()),
        new UnheardCalls(
            new Auditor(sink, PodEvents.ofRefusals(new LoggedEvents(), clock), clock),
            StsServer::requestId),
        clock);
  }

  private JsonLinesAudit newAudit() {
    return new JsonLinesAudit(
        AuditOutputs.of(config.audit()),
        new JsonLinesAudit.Surroundings(
            config::region, clock, StsServer::unique, AuditOutputs.lastResort(), AUDIT_WAITING),
        System::nanoTime);
  }

  /** Unique is enough: nobody may do anything for knowing one. */
  private static UUID unique() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
        random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
  }

  private boolean isEmbedded() {
    return config.embedded().manifests().isPresent();
  }

  private Optional<OutboundIssuer> outbound() {
    return config
        .identityTokens()
        .issuer()
        .map(text ->
            new OutboundIssuer(
                OutboundIssuers.url(text, config), refreshing(OutboundIssuers.keys(config))));
  }

  private <K> KeysFile<K> refreshing(KeysFile<K> file) {
    vertx.setPeriodic(REFRESH_MILLIS, tick -> blocking.execute(file::refresh));
    return file;
  }

  private ClusterBackend cluster(
      Settings settings,
      KeysFile<MasterKeys> keys,
      Optional<OutboundIssuer> outbound,
      AuditSink sink) {
    KubernetesClient api = client.get();
    return ClusterBackend.start(
        api,
        new ApiServerIssuer(
            new ApiServerDocuments(api, blocking), config.cluster().issuer(), clock),
        surroundings(settings, keys, outbound, sink, new KubernetesEvents(api, clock)),
        settings);
  }

  private Surroundings surroundings(
      Settings settings,
      KeysFile<MasterKeys> keys,
      Optional<OutboundIssuer> outbound,
      AuditSink sink,
      EventRecorder events) {
    return new Surroundings(
        clock,
        new SecureRandom(),
        keys,
        outbound,
        new VertxDocumentFetcher(vertx, settings.addresses(), blocking),
        sink,
        events,
        StsServer::requestId,
        metrics);
  }

  private KeysFile<MasterKeys> sessionKeys() {
    Optional<Path> file = config.sessionKeys().file();
    if (file.isPresent()) {
      return KeysFile.load(file.get(), SESSION_KEYS, MasterKeys::parse);
    }
    if (!isEmbedded()) {
      throw new StartException(
          SESSION_KEYS,
          "is needed in a cluster; without one, set rolecall.embedded.manifests and"
              + " rolecall.embedded.state");
    }
    return KeysFile.load(
        EmbeddedBackend.state(config).resolve("session-keys.json"),
        "rolecall.embedded.state",
        MasterKeys::parse);
  }

  private static String requestId() {
    return unique().toString();
  }
}
