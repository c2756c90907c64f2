package dev.rolecall.operator.reconcile;

import dev.rolecall.kube.directory.Slim;
import dev.rolecall.kube.directory.SlimStore;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * What a controller that writes statuses keeps of its resources: no specs, of which the state that
 * is judged has a copy already. Whoever reconciles must not ask for one.
 */
public final class StatusStore<R extends CustomResource<?, ?>> extends SlimStore<R> {
  /** So many resources are listed at once. */
  public static final long PAGE = 500;

  /** For the SDK, which makes one by itself. */
  public StatusStore() {
    super(Slim::withoutSpec);
  }
}
