package dev.rolecall.sigv4;

/** The ways to sign a request that say less of its body than all, each with what remains to do. */
public enum PayloadForm {
  /** The body's hash is signed: whoever has the body must compare it. */
  HASHED,
  /**
   * The body is signed piece by piece: whoever has it must have the pieces' signatures verified.
   */
  CHUNKED,
  /** The body is not signed: anyone on the way could have changed it. */
  UNSIGNED
}
