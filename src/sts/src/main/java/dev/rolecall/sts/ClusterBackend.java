package dev.rolecall.sts;

import dev.rolecall.kube.directory.Directories;
import dev.rolecall.kube.directory.InformerDirectories;
import dev.rolecall.sts.issuer.ApiServerIssuer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: informers, and the issuer that the API server names. The API server may be away at the
 * start: until it was read, nothing is decided.
 */
final class ClusterBackend implements Backend {
  private static final Logger LOG = Logger.getLogger(ClusterBackend.class);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final KubernetesClient client;
  private final ApiServerIssuer issuer;
  private final Surroundings around;
  private final Settings settings;
  private final Thread loading;
  private volatile @Nullable Loaded loaded;

  private record Loaded(Directories directories, Endpoints endpoints) {}

  private ClusterBackend(
      KubernetesClient client, ApiServerIssuer issuer, Surroundings around, Settings settings) {
    this.client = client;
    this.issuer = issuer;
    this.around = around;
    this.settings = settings;
    this.loading = Thread.ofVirtual().name("loading").unstarted(this::load);
  }

  static ClusterBackend start(
      KubernetesClient client, ApiServerIssuer issuer, Surroundings around, Settings settings) {
    ClusterBackend backend = new ClusterBackend(client, issuer, around, settings);
    backend.loading.start();
    return backend;
  }

  @Override
  public Optional<Endpoints> endpoints() {
    return Optional.ofNullable(loaded)
        .filter(now -> issuer.ready() && now.directories().ready())
        .map(Loaded::endpoints);
  }

  @Override
  public void close() {
    loading.interrupt();
    Loaded now = loaded;
    if (now != null) {
      now.endpoints().close();
      now.directories().close();
    }
  }

  private void load() {
    try {
      long pause = FIRST_PAUSE_MILLIS;
      while (!readIssuer()) {
        Thread.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      Directories directories =
          InformerDirectories.start(
              client,
              around.reserved(issuer.issuer(), Set.of(settings.nodeAgent().namespace())),
              settings.quotas(),
              settings.eks(),
              around.clock());
      loaded = new Loaded(directories, Endpoints.over(directories, issuer, around, settings));
      LOG.infof("The cluster's issuer is %s", issuer.issuer());
    } catch (InterruptedException e) {
      LOG.debug("Stopped before the cluster was read");
    } catch (RuntimeException e) {
      LOG.error("The cluster cannot be read: sts will not get ready", e);
    }
  }

  private boolean readIssuer() throws InterruptedException {
    try {
      if (issuer.load().toCompletableFuture().get()) {
        return true;
      }
      LOG.warn("The keys of the cluster's issuer cannot be read yet");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warnf("The cluster's issuer cannot be read yet: %s", cause.getMessage());
    }
    return false;
  }
}
