package dev.rolecall.sts.assume;

import dev.rolecall.session.Credentials;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionIssuer;

/**
 * A role that is worn.
 *
 * @param tokenBytes the session token's size
 * @param reason what allowed it, for the audit event
 */
public record Assumed(Credentials credentials, Session session, int tokenBytes, String reason) {
  /** How much of what a session token may be it is, in whole percent, rounded up. */
  public int tokenUtilization() {
    return Math.ceilDiv(tokenBytes * 100, SessionIssuer.MAX_TOKEN_BYTES);
  }
}
