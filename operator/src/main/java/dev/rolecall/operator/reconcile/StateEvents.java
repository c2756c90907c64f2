package dev.rolecall.operator.reconcile;

import dev.rolecall.operator.state.ObjectKey;
import dev.rolecall.operator.state.StateWatch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has an object reconciled when the whole state says something else about it than before. */
final class StateEvents<P extends HasMetadata> extends SimpleInboundEventSource<P> {
  private final String kind;

  StateEvents(StateWatch watch, Class<P> type) {
    super("state");
    this.kind = HasMetadata.getKind(type);
    watch.listen(this::accept);
  }

  private void accept(Set<ObjectKey> changed) {
    if (!isRunning()) {
      return;
    }
    changed.stream()
        .filter(key -> key.kind().equals(kind))
        .forEach(key -> propagateEvent(new ResourceID(key.name(), namespace(key))));
  }

  private static @Nullable String namespace(ObjectKey key) {
    return key.namespace().isEmpty() ? null : key.namespace();
  }
}
