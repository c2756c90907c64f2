package dev.rolecall.sts.audit;

import dev.rolecall.identity.Workload;
import org.jboss.logging.Logger;

/** Logs refusals, where there is no cluster to write Events to. */
public final class LoggedEvents implements EventRecorder {
  private static final Logger LOG = Logger.getLogger(LoggedEvents.class);

  @Override
  public void refused(Workload workload, String reason) {
    LOG.warnf("Refused pod %s: %s", workload.pod(), reason);
  }
}
