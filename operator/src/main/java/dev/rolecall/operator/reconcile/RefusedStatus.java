package dev.rolecall.operator.reconcile;

import dev.rolecall.operator.state.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import org.jboss.logging.Logger;

/**
 * What becomes of an object whose status the API server refuses (422): one that an older definition
 * let in is refused with each status that it is given, until somebody mends it, which is an event.
 */
public final class RefusedStatus {
  private static final Logger LOG = Logger.getLogger(RefusedStatus.class);
  private static final int UNPROCESSABLE = 422;

  private RefusedStatus() {}

  /** Leaves such an object as it is; what failed otherwise is tried again. */
  public static <R extends HasMetadata> ErrorStatusUpdateControl<R> orAgain(
      R resource, Exception failure) {
    if (failure instanceof KubernetesClientException refused
        && refused.getCode() == UNPROCESSABLE) {
      LOG.warnf(
          "%s: its definition refuses the object as it is, so that it has no status",
          ObjectKey.of(resource));
      return ErrorStatusUpdateControl.<R>noStatusUpdate().withNoRetry();
    }
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }
}
