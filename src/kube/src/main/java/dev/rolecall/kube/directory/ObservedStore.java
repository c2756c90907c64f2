package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An informer's store that keeps objects without what nobody reads, and tells of each change before
 * the informer counts as synced (event handlers run later).
 */
final class ObservedStore<T extends HasMetadata> extends BasicItemStore<T> {
  /** Hears of changes, in their order. */
  interface Observer<T> {
    /** With everything that it has. */
    void stored(T object);

    /** Deleted, or replaced by another object of the same name; slimmed. */
    void removed(T object);

    static <T> Observer<T> of(Consumer<? super T> stored, Consumer<? super T> removed) {
      return new Observer<>() {
        @Override
        public void stored(T object) {
          stored.accept(object);
        }

        @Override
        public void removed(T object) {
          removed.accept(object);
        }
      };
    }

    /** Tells this one first. */
    default Observer<T> and(Observer<T> other) {
      return of(
          object -> {
            stored(object);
            other.stored(object);
          },
          object -> {
            removed(object);
            other.removed(object);
          });
    }
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
    observer.stored(object);
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
