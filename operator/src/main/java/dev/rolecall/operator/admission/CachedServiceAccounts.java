package dev.rolecall.operator.admission;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.kube.directory.PersistentInformers;
import dev.rolecall.kube.directory.Slim;
import dev.rolecall.kube.directory.SlimStore;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Service accounts from an informer. One that the informer does not have may be newer than its last
 * event, as where a pod is created right after its service account: the API server is asked, for a
 * second at most.
 */
public final class CachedServiceAccounts implements ServiceAccounts, AutoCloseable {
  private static final long PATIENCE_MILLIS = 1000;

  /** Any pod may send a review: no number of them becomes a flood at the API server. */
  private static final int MOST_QUESTIONS = 32;

  private final KubernetesClient client;
  private final SharedIndexInformer<ServiceAccount> informer;
  private final Semaphore questions = new Semaphore(MOST_QUESTIONS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private CachedServiceAccounts(
      KubernetesClient client, SharedIndexInformer<ServiceAccount> informer) {
    this.client = client;
    this.informer = informer;
  }

  /**
   * Starts the informer and returns at once.
   *
   * @param eks of the annotations that are kept, besides Rolecall's own
   */
  public static CachedServiceAccounts start(KubernetesClient client, EksPrefix eks) {
    SharedIndexInformer<ServiceAccount> informer =
        PersistentInformers.of(
            client.serviceAccounts().inAnyNamespace(),
            new SlimStore<>(account -> Slim.annotated(account, eks)));
    informer.start();
    return new CachedServiceAccounts(client, informer);
  }

  public boolean ready() {
    return informer.hasSynced();
  }

  @Override
  public CompletionStage<Lookup> find(ServiceAccountRef ref) {
    ServiceAccount cached =
        informer.getStore().getByKey(Cache.namespaceKeyFunc(ref.namespace(), ref.name()));
    if (cached != null) {
      return CompletableFuture.completedFuture(found(cached));
    }
    if (!questions.tryAcquire()) {
      return CompletableFuture.completedFuture(
          new Lookup.Unavailable(
              "service account %s is not known yet, and too many others are looked up"
                  .formatted(ref)));
    }
    return CompletableFuture.supplyAsync(() -> askOnce(ref), threads)
        .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(failure ->
            new Lookup.Unavailable(
                "service account %s could not be looked up within a second".formatted(ref)));
  }

  private Lookup askOnce(ServiceAccountRef ref) {
    try {
      return ask(ref);
    } finally {
      questions.release();
    }
  }

  private Lookup ask(ServiceAccountRef ref) {
    ServiceAccount live =
        client.serviceAccounts().inNamespace(ref.namespace()).withName(ref.name()).get();
    return live == null ? new Lookup.Missing() : found(live);
  }

  private static Lookup found(ServiceAccount serviceAccount) {
    Map<String, String> annotations = serviceAccount.getMetadata().getAnnotations();
    return new Lookup.Found(Optional.ofNullable(annotations).orElse(Map.of()));
  }

  @Override
  public void close() {
    informer.close();
    threads.shutdownNow();
  }
}
