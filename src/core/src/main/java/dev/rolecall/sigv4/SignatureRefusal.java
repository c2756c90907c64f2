package dev.rolecall.sigv4;

/** Why a signature is refused; each is one error code of AWS. */
public enum SignatureRefusal {
  /** Bad escapes in the path, or a path that climbs above its root. */
  INVALID_URI_PATH,
  /** Bad escapes in the query. */
  MALFORMED_QUERY_STRING,
  /** Neither an Authorization header nor signature parameters. */
  MISSING_AUTHENTICATION_TOKEN,
  /** The header or the parameters cannot be read or lack a part. */
  INCOMPLETE_SIGNATURE,
  /** Expired, not yet current, wrong scope, or no match. */
  SIGNATURE_DOES_NOT_MATCH,
  /** The key id, or the session token, is none of ours, or they do not belong together. */
  INVALID_CLIENT_TOKEN_ID,
  /** The session is over. */
  EXPIRED_TOKEN
}
