package dev.rolecall.sts.authorize;

import dev.rolecall.sigv4.SignatureRefusal;
import dev.rolecall.sigv4.SignedRequest;

/** The errors of signatures as S3 has them ("Error responses", S3 API Reference). */
final class S3Errors {
  private S3Errors() {}

  static CallerError of(SignedRequest request, SignatureRefusal reason, String detail) {
    return switch (reason) {
      case REQUEST_TOO_LARGE -> new CallerError(400, "RequestHeaderSectionTooLarge", detail);
      case INVALID_URI_PATH, MALFORMED_QUERY_STRING ->
          new CallerError(400, "InvalidURI", "Couldn't parse the specified URI.");
      case MISSING_AUTHENTICATION_TOKEN -> accessDenied("Access Denied");
      case INCOMPLETE_SIGNATURE, WRONG_SCOPE ->
          new CallerError(
              400,
              has(request, "authorization")
                  ? "AuthorizationHeaderMalformed"
                  : "AuthorizationQueryParametersError",
              detail);
      case HEADER_NOT_SIGNED ->
          accessDenied("There were headers present in the request which were not signed");
      case NOT_CURRENT ->
          new CallerError(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.");
      case PRESIGNED_EXPIRED -> accessDenied("Request has expired");
      case BODY_DIFFERS ->
          new CallerError(
              400,
              "XAmzContentSHA256Mismatch",
              "The provided 'x-amz-content-sha256' header does not match what was computed.");
      case SIGNATURE_DOES_NOT_MATCH ->
          new CallerError(
              403,
              "SignatureDoesNotMatch",
              "The request signature we calculated does not match the signature you provided."
                  + " Check your key and signing method.");
      case PAYLOAD_NOT_ACCEPTED -> accessDenied(detail);
      case INVALID_CLIENT_TOKEN_ID -> unknownCredentials(request);
      case EXPIRED_TOKEN -> new CallerError(400, "ExpiredToken", "The provided token has expired.");
    };
  }

  /** A session's key id is known by its token only: with a token, it is the token that is wrong. */
  private static CallerError unknownCredentials(SignedRequest request) {
    return has(request, "x-amz-security-token") || request.query().contains("X-Amz-Security-Token")
        ? new CallerError(
            400, "InvalidToken", "The provided token is malformed or otherwise invalid.")
        : new CallerError(
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.");
  }

  private static CallerError accessDenied(String message) {
    return new CallerError(403, "AccessDenied", message);
  }

  private static boolean has(SignedRequest request, String header) {
    return request.headers().stream().anyMatch(line -> line.name().equalsIgnoreCase(header));
  }
}
