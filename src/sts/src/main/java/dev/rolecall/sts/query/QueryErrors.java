package dev.rolecall.sts.query;

import dev.rolecall.sigv4.SignatureRefusal;
import dev.rolecall.sts.assume.Refusal;

/** Turns reasons into errors of the Query protocol. */
public final class QueryErrors {
  private QueryErrors() {}

  /** Web identities' one answer, whether the role is missing or does not trust. */
  public static QueryError accessDenied() {
    return new QueryError(
        "AccessDenied", 403, "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }

  public static QueryError of(Refusal refusal) {
    return switch (refusal.kind()) {
      case INVALID_TOKEN -> new QueryError("InvalidIdentityToken", 400, refusal.message());
      case EXPIRED_TOKEN -> new QueryError("ExpiredTokenException", 400, refusal.message());
      case KEYS_UNAVAILABLE -> new QueryError("IDPCommunicationError", 400, refusal.message());
      case NOT_KNOWN_YET ->
          new QueryError(
              "IDPCommunicationError", 400, "The token's pod is not known yet; please try again");
      case INVALID_PARAMETER -> new QueryError("InvalidParameterValue", 400, refusal.message());
      case DURATION_TOO_LONG -> QueryError.validation(refusal.message());
      case MALFORMED_POLICY -> new QueryError("MalformedPolicyDocument", 400, refusal.message());
      case SESSION_TOO_LARGE -> new QueryError("PackedPolicyTooLarge", 400, refusal.message());
      case NOT_AUTHORIZED ->
          refusal.message().isEmpty()
              ? accessDenied()
              : new QueryError("AccessDenied", 403, refusal.message());
      case THROTTLED -> QueryError.throttling();
      case AGENT_NOT_AUTHENTICATED, NO_SUCH_CLUSTER -> accessDenied();
    };
  }

  /** The errors of signatures, with their order and texts from core. */
  public static QueryError of(SignatureRefusal reason, String detail) {
    return switch (reason) {
      case REQUEST_TOO_LARGE -> new QueryError("RequestHeaderSectionTooLarge", 400, detail);
      case INVALID_URI_PATH -> new QueryError("InvalidURI", 400, detail);
      case MALFORMED_QUERY_STRING -> QueryError.malformedQueryString(detail);
      case MISSING_AUTHENTICATION_TOKEN ->
          new QueryError("MissingAuthenticationToken", 403, detail);
      case INCOMPLETE_SIGNATURE -> new QueryError("IncompleteSignature", 400, detail);
      case HEADER_NOT_SIGNED,
          NOT_CURRENT,
          PRESIGNED_EXPIRED,
          WRONG_SCOPE,
          BODY_DIFFERS,
          SIGNATURE_DOES_NOT_MATCH,
          PAYLOAD_NOT_ACCEPTED ->
          new QueryError("SignatureDoesNotMatch", 403, detail);
      case INVALID_CLIENT_TOKEN_ID -> new QueryError("InvalidClientTokenId", 403, detail);
      case EXPIRED_TOKEN -> expiredToken();
    };
  }

  /** AWS's code for a signature that is refused. */
  public static String code(SignatureRefusal reason) {
    return of(reason, "").code();
  }

  /** Its status of HTTP. */
  public static int status(SignatureRefusal reason) {
    return of(reason, "").status();
  }

  public static QueryError expiredToken() {
    return new QueryError(
        "ExpiredToken", 403, "The security token included in the request is expired");
  }
}
