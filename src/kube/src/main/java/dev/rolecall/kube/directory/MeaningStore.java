package dev.rolecall.kube.directory;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store that tells of changes after which its objects may mean something else, before the
 * informer counts as synced (event handlers run later). The operator writes a status of every
 * resource, so that there are more changes without a meaning than with one. A spec that did not
 * change is kept once, also by those who still have the object as it was before its status was
 * written.
 */
public final class MeaningStore<T extends HasMetadata> extends SlimStore<T> {
  private final Runnable changed;

  /**
   * @param slimmed gives what is kept
   * @param changed called after each change that may mean something
   */
  public MeaningStore(UnaryOperator<T> slimmed, Runnable changed) {
    super(slimmed);
    this.changed = changed;
  }

  @Override
  public @Nullable T put(String key, T object) {
    T before = get(key);
    if (before instanceof CustomResource<?, ?> old
        && object instanceof CustomResource<?, ?> now
        && now.getMetadata().getGeneration() != null
        && sameSpec(before.getMetadata(), object.getMetadata())) {
      share(old, now);
    }
    super.put(key, object);
    if (before == null || meansAnother(before, Objects.requireNonNull(get(key)))) {
      changed.run();
    }
    return before;
  }

  @Override
  public @Nullable T remove(String key) {
    T before = super.remove(key);
    if (before != null) {
      changed.run();
    }
    return before;
  }

  /**
   * Another status, or another label of a resource of Rolecall's, is no other meaning. An object
   * that was deleted and made again while nobody watched comes as a change, and has the generation
   * of the one before.
   */
  private static boolean meansAnother(HasMetadata before, HasMetadata after) {
    ObjectMeta old = before.getMetadata();
    ObjectMeta now = after.getMetadata();
    boolean selected = after instanceof Node || after instanceof Namespace;
    return !sameSpec(old, now)
        || !HeldRoles.annotation(before).equals(HeldRoles.annotation(after))
        || (old.getDeletionTimestamp() == null) != (now.getDeletionTimestamp() == null)
        || (selected && !labels(old).equals(labels(now)));
  }

  /** The API server counts the generations of whatever has a status of its own. */
  private static boolean sameSpec(ObjectMeta old, ObjectMeta now) {
    return Objects.equals(old.getUid(), now.getUid())
        && Objects.equals(old.getGeneration(), now.getGeneration());
  }

  /** Both are of one store, and so of one type. */
  @SuppressWarnings("unchecked")
  private static <S> void share(CustomResource<S, ?> before, CustomResource<?, ?> after) {
    ((CustomResource<S, ?>) after).setSpec(before.getSpec());
  }

  private static Map<String, String> labels(ObjectMeta metadata) {
    return Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
  }
}
