package dev.rolecall.outbound;

/** How a token may be signed (STS API reference, {@code GetWebIdentityToken}). */
public enum TokenAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RS256,
  /** ECDSA with P-384 and SHA-384. */
  ES384
}
