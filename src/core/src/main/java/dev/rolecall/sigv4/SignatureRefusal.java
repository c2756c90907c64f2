package dev.rolecall.sigv4;

/** Why a signature is refused; a protocol has an error code for each. */
public enum SignatureRefusal {
  /** Request line and headers are longer than any client sends. */
  REQUEST_TOO_LARGE,
  /** Bad escapes in the path, or a path that climbs above its root. */
  INVALID_URI_PATH,
  /** Bad escapes in the query. */
  MALFORMED_QUERY_STRING,
  /** Neither an Authorization header nor signature parameters. */
  MISSING_AUTHENTICATION_TOKEN,
  /** The header or the parameters cannot be read or lack a part. */
  INCOMPLETE_SIGNATURE,
  /** A header that must be signed is not. */
  HEADER_NOT_SIGNED,
  /** Signed too long ago, or in the future. */
  NOT_CURRENT,
  /** A presigned request is older than it was to become. */
  PRESIGNED_EXPIRED,
  /** For another service, region or day. */
  WRONG_SCOPE,
  /** The signature is right, but of another body. */
  BODY_DIFFERS,
  /** No match. */
  SIGNATURE_DOES_NOT_MATCH,
  /** The signature is right but says too little of the body. */
  PAYLOAD_NOT_ACCEPTED,
  /** The key id, or the session token, is none of ours, or they do not belong together. */
  INVALID_CLIENT_TOKEN_ID,
  /** The session is over. */
  EXPIRED_TOKEN
}
