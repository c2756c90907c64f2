package dev.rolecall.sts.limit;

/**
 * What a call's sender proves himself by, if it proves anything, and presents again with each call.
 *
 * @param text the very one, however the request was written; empty for none
 */
public record Credential(Kind kind, String text) {
  public static final Credential NONE = token("");

  /**
   * Never mixed: the end of one kind may be known to everybody, as a certificate's, or to those
   * that it was shown to, as a session's of a presigned URL, and may be chosen by whoever makes one
   * of another, as an issuer of tokens.
   */
  public enum Kind {
    /** A JWT; who knows its end has it. */
    TOKEN,
    /** A session's token, which is good for nothing without the session's secret key. */
    SESSION,
    /** A certificate that the handshake verified. */
    CERTIFICATE
  }

  public static Credential token(String text) {
    return new Credential(Kind.TOKEN, text);
  }

  public static Credential session(String text) {
    return new Credential(Kind.SESSION, text);
  }

  boolean isNone() {
    return text.isEmpty();
  }

  /** Without the text, which may be all that is needed to be somebody. */
  @Override
  public String toString() {
    return kind.toString();
  }
}
