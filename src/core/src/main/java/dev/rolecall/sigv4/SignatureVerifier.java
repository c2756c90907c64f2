package dev.rolecall.sigv4;

import dev.rolecall.sigv4.SignatureResult.Valid;
import dev.rolecall.sigv4.key.SigningKey;
import dev.rolecall.sigv4.key.SigningKeys;
import java.time.Clock;

/**
 * Verifies AWS Signature Version 4 and 4A in the Authorization header or the query (presigned), in
 * the order of checks and with the messages AWS has. Never throws, whatever was sent.
 *
 * <p>The hash of a body that is handed over is always recomputed. Of one that stayed elsewhere the
 * result says what the signature covers. A security token may be signed or added after signing.
 *
 * <p>Sources: "AWS Signature Version 4 for API requests" (IAM User Guide), the signing test suite
 * of aws-c-auth, and the order of errors that scratchstack recorded from AWS services.
 */
public final class SignatureVerifier {
  static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private final Clock clock;

  public SignatureVerifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param scope what the credential's scope must be
   * @param credentials asked once the signature is well formed and timely; a signature must then
   *     match the keys it knows
   */
  public SignatureResult verify(SignedRequest request, Scope scope, CredentialLookup credentials) {
    try {
      return check(ReceivedRequest.read(request, scope), scope, credentials);
    } catch (RefusedException e) {
      return e.result();
    }
  }

  private Valid check(ReceivedRequest request, Scope scope, CredentialLookup credentials)
      throws RefusedException {
    PresentedSignature presented = SignatureReader.read(request);
    RequiredHeaders.require(request.headers(), presented);
    SigningTime.of(presented).requireCurrent(clock.instant());
    CredentialScope credential = CredentialScope.of(presented);
    credential.require(scope, presented.date());
    CredentialLookup.Answer answer =
        credentials.find(credential.accessKeyId(), presented.sessionToken());
    SigningKey key = credential.signingKey(keys(answer));
    StringToSign texts = credential.stringToSign(presented.date());
    for (CanonicalRequest candidate :
        CanonicalRequest.candidates(request, presented, credential.canonicalization(scope))) {
      if (key.verifies(texts.request(candidate.text()), presented.signature())) {
        requireCurrent(answer);
        return new Valid(
            credential.accessKeyId(),
            credential.regions(),
            credential.service(),
            new PayloadCheck(key, texts).require(candidate.payload(), request.body()));
      }
    }
    throw mismatch(answer);
  }

  private static SigningKeys keys(CredentialLookup.Answer answer) throws RefusedException {
    return switch (answer) {
      case CredentialLookup.Answer.Known known -> known.keys();
      case CredentialLookup.Answer.Expired expired -> expired.keys();
      case CredentialLookup.Answer.Unknown unknown -> throw unknown();
    };
  }

  /** Told to whoever holds the secret alone: to others a token that is over is one of many. */
  private static void requireCurrent(CredentialLookup.Answer answer) throws RefusedException {
    if (answer instanceof CredentialLookup.Answer.Expired) {
      throw new RefusedException(
          SignatureRefusal.EXPIRED_TOKEN, "The security token included in the request is expired");
    }
  }

  private static RefusedException mismatch(CredentialLookup.Answer answer) {
    return answer instanceof CredentialLookup.Answer.Expired
        ? unknown()
        : new RefusedException(SignatureRefusal.SIGNATURE_DOES_NOT_MATCH, MISMATCH);
  }

  private static RefusedException unknown() {
    return new RefusedException(
        SignatureRefusal.INVALID_CLIENT_TOKEN_ID,
        "The security token included in the request is invalid.");
  }
}
