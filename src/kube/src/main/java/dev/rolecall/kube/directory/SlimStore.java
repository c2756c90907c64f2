package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An informer's store that keeps objects without what nobody reads. Event handlers get the object
 * that is new with everything that it has, and the one before slimmed.
 */
public class SlimStore<T extends HasMetadata> extends BasicItemStore<T> {
  private final UnaryOperator<T> slimmed;

  /**
   * @param slimmed gives what is kept; its name, namespace, UID and version stay
   */
  public SlimStore(UnaryOperator<T> slimmed) {
    super(Cache::metaNamespaceKeyFunc);
    this.slimmed = slimmed;
  }

  @Override
  public @Nullable T put(String key, T object) {
    return super.put(key, slimmed.apply(object));
  }
}
