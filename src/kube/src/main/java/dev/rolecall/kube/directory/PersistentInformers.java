package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Informers that never give up. The client's own stop for good where the first list fails, and at
 * errors that it holds to be final; what is read of them would then be old, or never there, and
 * nobody would notice.
 */
public final class PersistentInformers {
  /** So many objects are listed at once: a list is in memory as text, too, until it is read. */
  private static final long PAGE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(PersistentInformers.class);

  private PersistentInformers() {}

  /** An informer that is not started yet, lists page by page and tries again whatever fails. */
  public static <T extends HasMetadata> SharedIndexInformer<T> of(
      Informable<T> objects, ItemStore<T> store) {
    SharedIndexInformer<T> informer = objects.withLimit(PAGE).runnableInformer(0).itemStore(store);
    String type = informer.getApiTypeClass().getSimpleName();
    return informer.exceptionHandler((started, failure) -> {
      LOG.warn("watching {} failed, trying again: {}", type, failure.toString());
      return true;
    });
  }
}
