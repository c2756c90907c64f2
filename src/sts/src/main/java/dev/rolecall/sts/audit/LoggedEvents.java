package dev.rolecall.sts.audit;

import dev.rolecall.identity.Workload;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Logs refusals, where there is no cluster to write Events to. */
public final class LoggedEvents implements EventRecorder {
  private static final Pattern BREAKS =
      Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]+");
  private static final Logger LOG = Logger.getLogger(LoggedEvents.class);

  @Override
  public void refused(Workload workload, String reason) {
    LOG.warnf("Refused pod %s: %s", workload.pod(), oneLine(reason));
  }

  /** A reason may repeat a parameter, which must not pass for a line of ours. */
  static String oneLine(String reason) {
    return BREAKS.matcher(reason).replaceAll(" ");
  }
}
