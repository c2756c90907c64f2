package dev.rolecall.sts.assume;

import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.token.TokenRefusal;
import dev.rolecall.token.TokenResult;
import dev.rolecall.token.VerifiedToken;

/**
 * Words the refusals of tokens as AWS STS does for AssumeRoleWithWebIdentity. The words are for
 * whoever sent the token; all they repeat is what that token says.
 */
public final class TokenRefusals {
  private TokenRefusals() {}

  /** The token, where it was verified. */
  public static VerifiedToken require(TokenResult result) throws RefusedException {
    return switch (result) {
      case TokenResult.Verified(var token) -> token;
      case TokenResult.Refused(var reason, var detail) ->
          throw new RefusedException(refusal(reason, detail));
    };
  }

  static Refusal refusal(TokenRefusal reason, String detail) {
    return new Refusal(
        kind(reason), message(reason, detail), "token refused: " + reason(reason, detail));
  }

  private static String reason(TokenRefusal reason, String detail) {
    if (detail.isEmpty()) {
      return reason.name();
    }
    // Nobody vouches for what the token says, and it is in the reason, so that is marked there.
    String whose = reason == TokenRefusal.KEYS_UNAVAILABLE ? "" : "unverified: ";
    return reason.name() + " (" + whose + detail + ")";
  }

  private static Kind kind(TokenRefusal reason) {
    return switch (reason) {
      case EXPIRED -> Kind.EXPIRED_TOKEN;
      case KEYS_UNAVAILABLE -> Kind.KEYS_UNAVAILABLE;
      default -> Kind.INVALID_TOKEN;
    };
  }

  private static String message(TokenRefusal reason, String detail) {
    return switch (reason) {
      case NOT_A_JWT ->
          "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access"
              + " Token)";
      case ISSUER_UNKNOWN -> "No OpenIDConnect provider found in your account for " + detail;
      case CLAIM_MISSING -> "Missing a required claim: " + detail;
      case CLAIM_EMPTY -> "Claim is not allowed to be empty: " + detail;
      case TIMESTAMP_INVALID -> "Invalid timestamp in token claims.";
      case ISSUED_IN_THE_FUTURE -> "Token issued in the future: " + detail;
      case NOT_YET_VALID ->
          "Token not yet valid: current date/time %s must be after or equal to the not-before"
                  .formatted(first(detail))
              + " date/time "
              + second(detail);
      case EXPIRED ->
          "Token expired: current date/time %s must be before the expiration date/time %s"
              .formatted(first(detail), second(detail));
      case AUDIENCE_AMBIGUOUS ->
          "Token audience contains more than one audience while authorized party is not present";
      case KEY_UNKNOWN ->
          "Couldn't retrieve verification key from your identity provider,  please reference"
              + " AssumeRoleWithWebIdentity documentation for requirements";
      case KEYS_UNAVAILABLE ->
          "The identity provider could not be reached to verify the token; please try again";
      case ALGORITHM_NOT_ALLOWED, AUDIENCE_MISMATCH, SIGNATURE_INVALID ->
          "The web identity token provided could not be validated. See the"
              + " AssumeRoleWithWebIdentity documentation for requirements.";
    };
  }

  private static String first(String detail) {
    return detail.split(" ", 2)[0];
  }

  private static String second(String detail) {
    String[] parts = detail.split(" ", 2);
    return parts[parts.length - 1];
  }
}
