package dev.rolecall.sts.query;

/** Ends the handling of a request with an error. */
final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient QueryError error;
  private final String reason;

  QueryException(QueryError error) {
    this(error, error.message());
  }

  /**
   * @param reason the true one, for the audit event
   */
  QueryException(QueryError error, String reason) {
    super(error.code(), null, false, false);
    this.error = error;
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  QueryError error() {
    return error;
  }
}
