package dev.rolecall.sts.http;

/** Is told of requests that are refused before anybody looks at what they ask. Never blocks. */
@FunctionalInterface
public interface Unheard {
  /**
   * @param protocol whose endpoint it was for
   * @param source the address that it came from
   * @param userAgent as the caller says; empty where it says nothing
   */
  void refused(HttpFailures protocol, String source, String userAgent, Why why);

  /** Why nobody looked at it. */
  enum Why {
    MALFORMED("MalformedRequest", "the request is not as HTTP has it"),
    TOO_LARGE("RequestEntityTooLarge", "the body is too large"),
    TOO_SLOW("RequestTimeout", "the body did not arrive in time"),
    NO_ROOM("ServiceUnavailable", "too many bodies are held"),
    NOT_READY("ServiceUnavailable", "nothing may be decided yet, or not any more");

    private final String code;
    private final String reason;

    Why(String code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    /** For the audit event; what is answered is the protocol's own. */
    public String code() {
      return code;
    }

    public String reason() {
      return reason;
    }
  }
}
