package dev.rolecall.sigv4;

/** What a signature that is valid says of the request's body. */
public sealed interface SignedPayload {
  /** The body that was handed over is the one that was signed. */
  record Whole() implements SignedPayload {}

  /**
   * The body is what was signed if this is its hash.
   *
   * @param sha256 in lower-case hex
   */
  record Hashed(String sha256) implements SignedPayload {}

  /**
   * The body is signed in pieces.
   *
   * @param lastSignature of what was verified: the request's, or the last piece's
   * @param complete whether all pieces to the last one, and the trailer, were verified
   */
  record Chunked(String lastSignature, boolean complete) implements SignedPayload {}

  /** The body is not signed. */
  record Unsigned() implements SignedPayload {}
}
