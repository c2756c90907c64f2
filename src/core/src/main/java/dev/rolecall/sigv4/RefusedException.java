package dev.rolecall.sigv4;

/** Ends a verification early; it never leaves the package. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SignatureRefusal reason;
  private final String detail;

  RefusedException(SignatureRefusal reason, String detail) {
    // No stack trace: whoever sends garbage should not cost more than one who does not.
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  SignatureResult.Refused result() {
    return new SignatureResult.Refused(reason, detail);
  }
}
