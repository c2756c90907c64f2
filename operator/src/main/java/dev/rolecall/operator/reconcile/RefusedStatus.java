package dev.rolecall.operator.reconcile;

import dev.rolecall.operator.state.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What becomes of an object whose status the API server refuses (422): one that an older definition
 * let in is refused with each status that it is given, until somebody mends it, which is an event.
 * Where a policy of the cluster refuses it, or the definition is mended, there is none.
 */
public final class RefusedStatus {
  private static final Logger LOG = Logger.getLogger(RefusedStatus.class);
  private static final int UNPROCESSABLE = 422;
  private static final Duration LATER = Duration.ofMinutes(10);

  private RefusedStatus() {}

  /** Whether the API server refuses the status itself, and would again. */
  public static boolean is(Exception failure) {
    return failure instanceof KubernetesClientException refused
        && refused.getCode() == UNPROCESSABLE;
  }

  /** Leaves such an object as it is for long; what failed otherwise is tried again. */
  public static <R extends HasMetadata> ErrorStatusUpdateControl<R> orAgain(
      R resource, Exception failure) {
    if (is(failure)) {
      LOG.warnf(
          "%s: the API server refuses its status, which is tried again in %d minutes: %s",
          ObjectKey.of(resource), LATER.toMinutes(), failure.getMessage());
      return ErrorStatusUpdateControl.<R>noStatusUpdate().withNoRetry().rescheduleAfter(LATER);
    }
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }
}
