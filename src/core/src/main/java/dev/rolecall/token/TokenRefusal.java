package dev.rolecall.token;

/** Why a token is refused. The edge turns these into the wire's codes. */
public enum TokenRefusal {
  /**
   * Not three base64url parts of JSON, too large, {@code crit}, or a header that cannot be read.
   */
  NOT_A_JWT,
  /** An algorithm other than RS256/384/512 and ES256/384/512; {@code none} too. */
  ALGORITHM_NOT_ALLOWED,
  /** No trusted issuer has this {@code iss}. Detail: the issuer. */
  ISSUER_UNKNOWN,
  /** A required claim is absent. Detail: its name. */
  CLAIM_MISSING,
  /** A required claim is empty. Detail: its name. */
  CLAIM_EMPTY,
  /** A time that is no integer. */
  TIMESTAMP_INVALID,
  /** {@code iat} is ahead of now and leeway. Detail: iat. */
  ISSUED_IN_THE_FUTURE,
  /** {@code nbf} is ahead of now and leeway. Detail: {@code now+leeway nbf}. */
  NOT_YET_VALID,
  /** {@code exp} is behind now and leeway. Detail: {@code now-leeway exp}. */
  EXPIRED,
  /** Several audiences and no {@code azp}. */
  AUDIENCE_AMBIGUOUS,
  /** The audience, or {@code azp}, is not one that is accepted here. */
  AUDIENCE_MISMATCH,
  /** The key is unknown, not usable, or the wrong type for the algorithm. */
  KEY_UNKNOWN,
  /** The issuer's keys could not be fetched now; a retry may succeed. */
  KEYS_UNAVAILABLE,
  SIGNATURE_INVALID
}
