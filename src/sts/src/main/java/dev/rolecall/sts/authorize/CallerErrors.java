package dev.rolecall.sts.authorize;

import dev.rolecall.sigv4.Canonicalization;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sigv4.SignatureRefusal;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sts.query.QueryErrors;

/** Chooses the protocol whose errors a service answers with: S3's for S3, else those of STS. */
public final class CallerErrors {
  private CallerErrors() {}

  /** The signature is not good. */
  public static CallerError of(
      SignedRequest request, Scope scope, SignatureRefusal reason, String detail) {
    return isOfS3(scope)
        ? S3Errors.of(request, reason, detail)
        : new CallerError(QueryErrors.status(reason), QueryErrors.code(reason), detail);
  }

  /** The session is over, whatever its token says. */
  public static CallerError expired(SignedRequest request, Scope scope) {
    return of(
        request,
        scope,
        SignatureRefusal.EXPIRED_TOKEN,
        "The security token included in the request is expired");
  }

  /** The session's pod may be too new. */
  public static CallerError tryAgain() {
    return new CallerError(
        503, "ServiceUnavailable", "The caller's pod is not known yet; please try again");
  }

  private static boolean isOfS3(Scope scope) {
    return scope instanceof Scope.Service service && service.form() == Canonicalization.S3;
  }
}
