package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store that tells of each change before the informer counts as synced (event handlers run
 * later).
 */
final class ObservedStore<T extends HasMetadata> extends SlimStore<T> {
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

  private final Observer<T> observer;

  ObservedStore(UnaryOperator<T> slimmed, Observer<T> observer) {
    super(slimmed);
    this.observer = observer;
  }

  @Override
  public @Nullable T put(String key, T object) {
    T before = super.put(key, object);
    if (before != null && !before.getMetadata().getUid().equals(object.getMetadata().getUid())) {
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
