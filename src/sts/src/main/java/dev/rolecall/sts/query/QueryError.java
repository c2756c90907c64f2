package dev.rolecall.sts.query;

/**
 * One error of the Query protocol.
 *
 * @param code as SDKs take it, literally
 * @param status 4xx makes it the sender's, 5xx the receiver's
 * @param message for the caller: no more than AWS would tell
 * @param appendix what stands behind the message on the wire and in no audit event
 */
public record QueryError(String code, int status, String message, String appendix) {
  private static final String THROTTLING = "Throttling";

  /** One whose message is all there is. */
  public QueryError(String code, int status, String message) {
    this(code, status, message, "");
  }

  /** The same with more behind its message. */
  public QueryError with(String text) {
    return new QueryError(code, status, message, text);
  }

  static QueryError malformedInput(String message) {
    return new QueryError("MalformedInput", 400, message);
  }

  static QueryError malformedQueryString(String message) {
    return new QueryError("MalformedQueryString", 400, message);
  }

  public static QueryError validation(String message) {
    return new QueryError("ValidationError", 400, message);
  }

  static QueryError missingAction() {
    return new QueryError(
        "MissingAction", 400, "The request is missing an action or a required parameter.");
  }

  static QueryError invalidAction(String action, String version) {
    return new QueryError(
        "InvalidAction", 400, "Could not find operation " + action + " for version " + version);
  }

  static QueryError noSuchVersion(String version) {
    return new QueryError(
        "NoSuchVersion",
        400,
        "The requested version (%s) of service AWSSecurityTokenServiceV20110615 does not exist"
            .formatted(version));
  }

  /** SDKs wait and try again. */
  public static QueryError throttling() {
    return new QueryError(THROTTLING, 400, "Rate exceeded");
  }

  static QueryError internalFailure() {
    return new QueryError(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  public static QueryError serviceUnavailable() {
    return new QueryError(
        "ServiceUnavailable",
        503,
        "The request has failed due to a temporary failure of the server.");
  }

  boolean isThrottling() {
    return code.equals(THROTTLING);
  }

  boolean isSenders() {
    return status < 500;
  }
}
