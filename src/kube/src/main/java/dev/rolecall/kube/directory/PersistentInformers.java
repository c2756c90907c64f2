package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Informers that never give up. The client's own stop for good where the first list fails, and at
 * errors that it holds to be final; what is read of them would then be old, or never there, and
 * nobody would notice.
 */
public final class PersistentInformers {
  private static final Logger LOG = LoggerFactory.getLogger(PersistentInformers.class);

  private PersistentInformers() {}

  /** The informer, not started yet, which tries again whatever fails. */
  public static <T> SharedIndexInformer<T> persistent(SharedIndexInformer<T> informer) {
    String type = informer.getApiTypeClass().getSimpleName();
    return informer.exceptionHandler((started, failure) -> {
      LOG.warn("watching {} failed, trying again: {}", type, failure.toString());
      return true;
    });
  }
}
