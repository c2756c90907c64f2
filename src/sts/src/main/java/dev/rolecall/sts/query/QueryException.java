package dev.rolecall.sts.query;

/** Ends the handling of a request with an error. */
public final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient QueryError error;
  private final String reason;

  public QueryException(QueryError error) {
    this(error, error.message());
  }

  /**
   * @param reason the true one, for the audit event
   */
  public QueryException(QueryError error, String reason) {
    super(error.code(), null, false, false);
    this.error = error;
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  public QueryError error() {
    return error;
  }
}
