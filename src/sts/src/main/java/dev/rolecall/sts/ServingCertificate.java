package dev.rolecall.sts;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves a renewed certificate within seconds, without a restart, and only where its key belongs to
 * it: with one of the old pair and one of the new no handshake would succeed.
 */
@ApplicationScoped
public class ServingCertificate {
  private static final Logger LOG = Logger.getLogger(ServingCertificate.class);
  private static final String NAME = "sts";
  private static final long PERIOD_MILLIS = 1000;

  private final Optional<Path> certificate;
  private final Optional<Path> key;
  private final List<Path> authorities;
  private final TlsConfigurationRegistry registry;
  private final Event<CertificateUpdatedEvent> updated;
  private final Vertx vertx;
  private @Nullable ServingFiles served;
  private boolean warned;
  private long timer = -1;

  @Inject
  public ServingCertificate(
      @ConfigProperty(name = "quarkus.tls.sts.key-store.pem.0.cert") Optional<Path> certificate,
      @ConfigProperty(name = "quarkus.tls.sts.key-store.pem.0.key") Optional<Path> key,
      @ConfigProperty(name = "quarkus.tls.sts.trust-store.pem.certs")
          Optional<List<Path>> authorities,
      TlsConfigurationRegistry registry,
      Event<CertificateUpdatedEvent> updated,
      Vertx vertx) {
    this.certificate = certificate;
    this.key = key;
    this.authorities = authorities.orElse(List.of());
    this.registry = registry;
    this.updated = updated;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (certificate.isPresent() && key.isPresent()) {
      timer =
          vertx.setPeriodic(
              PERIOD_MILLIS,
              tick ->
                  vertx.executeBlocking(() -> {
                    refresh(certificate.get(), key.get());
                    return null;
                  }));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /** What cannot be read, and what does not belong together, is looked at again a second later. */
  private synchronized void refresh(Path certificateFile, Path keyFile) {
    try {
      ServingFiles found = ServingFiles.read(certificateFile, keyFile, authorities);
      if (served != null && found.isSameAs(served)) {
        return;
      }
      if (!found.belongsTogether(vertx)) {
        warn("the key does not belong to it");
        return;
      }
      TlsConfiguration tls = registry.get(NAME).orElseThrow();
      // It reads the files itself: what was read is known where they are the same after it.
      if (tls.reload()
          && ServingFiles.read(certificateFile, keyFile, authorities).isSameAs(found)) {
        updated.fire(new CertificateUpdatedEvent(NAME, tls));
        if (served != null) {
          LOG.infof("The certificate of %s is served now", certificateFile);
        }
        served = found;
        warned = false;
      }
    } catch (IOException e) {
      warn(String.valueOf(e.getMessage()));
    }
  }

  private void warn(String reason) {
    if (!warned) {
      LOG.warnf("The certificate that is served stays as it is: %s", reason);
      warned = true;
    }
  }
}
