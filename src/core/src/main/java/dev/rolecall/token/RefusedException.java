package dev.rolecall.token;

/** Ends a verification early; it never leaves the package. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_DETAIL = 512;

  private final TokenRefusal reason;
  private final String detail;

  RefusedException(TokenRefusal reason, String detail) {
    // No stack trace: whoever sends garbage should not cost more than one who does not.
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = shown(detail);
  }

  TokenResult.Refused result() {
    return new TokenResult.Refused(reason, detail);
  }

  /** Claims are unverified text: no control characters and not much of it in logs and answers. */
  private static String shown(String detail) {
    String printable = detail.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return printable.length() <= LONGEST_DETAIL
        ? printable
        : printable.substring(0, LONGEST_DETAIL) + "...";
  }
}
