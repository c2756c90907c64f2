package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An informer's store that keeps objects without what nobody reads, and tells of each change before
 * the informer counts as synced (event handlers run later).
 */
final class ObservedStore<T extends HasMetadata> extends BasicItemStore<T> {
  /** Hears of changes, in their order. */
  interface Observer<T> {
    void stored(T object);

    /** Deleted, or replaced by another object of the same name. */
    void removed(T object);
  }

  private final UnaryOperator<T> slimmed;
  private final Observer<T> observer;

  ObservedStore(UnaryOperator<T> slimmed, Observer<T> observer) {
    super(Cache::metaNamespaceKeyFunc);
    this.slimmed = slimmed;
    this.observer = observer;
  }

  @Override
  public @Nullable T put(String key, T object) {
    T slim = slimmed.apply(object);
    T before = super.put(key, slim);
    if (before != null && !before.getMetadata().getUid().equals(slim.getMetadata().getUid())) {
      observer.removed(before);
    }
    observer.stored(slim);
    return before;
  }

  @Override
  public @Nullable T remove(String key) {
    T before = super.remove(key);
    if (before != null) {
      observer.removed(before);
    }
    return before;
  }
}
