package dev.rolecall.agent.sts;

import java.util.Objects;

/** Writes one line when sts goes away and one when it answers again, however many ask meanwhile. */
public final class StsAvailability {
  private static final System.Logger LOG = System.getLogger(StsAvailability.class.getName());

  private boolean away;

  /** What came between, for a log line: the causes too, which say what TLS did not like. */
  public static String reason(Throwable failure) {
    String reason = "sts cannot be reached";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message =
          Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
      reason = reason.contains(message) ? reason : reason + ": " + message;
    }
    return reason;
  }

  /**
   * @param reason without anything secret
   */
  public void away(String reason) {
    if (!away) {
      LOG.log(System.Logger.Level.WARNING, reason);
    }
    away = true;
  }

  /** Whether the last that was heard of sts is that it is not there. */
  public boolean isAway() {
    return away;
  }

  public void answered() {
    if (away) {
      LOG.log(System.Logger.Level.INFO, "sts answers again");
    }
    away = false;
  }
}
