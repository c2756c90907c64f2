package dev.rolecall.sts.query;

/** Ends the handling of a request with an error. */
final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient QueryError error;

  QueryException(QueryError error) {
    super(error.code(), null, false, false);
    this.error = error;
  }

  QueryError error() {
    return error;
  }
}
