package dev.rolecall.sts.audit;

import dev.rolecall.identity.Workload;
import dev.rolecall.text.OneLine;
import org.jboss.logging.Logger;

/** Logs events, where there is no cluster to write them to. */
public final class LoggedEvents implements EventRecorder {
  private static final Logger LOG = Logger.getLogger(LoggedEvents.class);

  @Override
  public void record(Workload workload, PodEvent event) {
    // It may repeat a parameter, which must not pass for a line of ours.
    String text = OneLine.of(event.message());
    switch (event) {
      case PodEvent.Refused refused -> LOG.warnf("Refused pod %s: %s", workload.pod(), text);
      case PodEvent.FirstIssued first -> LOG.infof("Pod %s: %s", workload.pod(), text);
      case PodEvent.RoleChanged changed -> LOG.infof("Pod %s: %s", workload.pod(), text);
    }
  }
}
