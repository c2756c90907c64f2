package dev.rolecall.sts.query;

import java.util.function.Consumer;

/** What became of a call. */
public sealed interface Outcome {
  /**
   * It may be answered, once that is recorded.
   *
   * @param reason what allowed it, for the audit event
   * @param result writes what is inside of {@code <ActionResult>}
   */
  record Granted(String reason, Consumer<XmlWriter> result) implements Outcome {}

  /**
   * @param reason the true one, for the audit event
   */
  record Refused(QueryError error, String reason) implements Outcome {}
}
