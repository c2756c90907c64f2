package dev.rolecall.sigv4;

import dev.rolecall.identity.Secret;
import dev.rolecall.sigv4.SignatureResult.Valid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies AWS Signature Version 4 in the Authorization header or the query (presigned), in the
 * order of checks and with the messages AWS has. The body's hash is always recomputed; a security
 * token may be signed or added after signing. Never throws, whatever was sent.
 *
 * <p>Sources: "Signature Version 4 signing process" (AWS General Reference) and the order of errors
 * that scratchstack recorded from AWS services.
 */
public final class SignatureVerifier {
  static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  /** They shape the signature in another way, or may be added after signing. */
  private static final Set<String> MAY_BE_UNSIGNED =
      Set.of("x-amz-date", "x-amz-content-sha256", "x-amz-security-token");

  private final Clock clock;

  public SignatureVerifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param scope what the credential's scope must be
   * @param credentials asked once the signature is well formed and timely; a signature must then
   *     match the secret it knows
   */
  public SignatureResult verify(SignedRequest request, Scope scope, CredentialLookup credentials) {
    try {
      return check(request, scope, credentials);
    } catch (RefusedException e) {
      return e.result();
    }
  }

  private Valid check(SignedRequest request, Scope scope, CredentialLookup credentials)
      throws RefusedException {
    PercentEncoding.decode(request.path(), SignatureRefusal.INVALID_URI_PATH);
    QueryParameters query = QueryParameters.parse(request.query());
    PresentedSignature presented = SignatureReader.read(request, query);
    requireSignedHeaders(request, presented);
    SigningTime.of(presented).requireCurrent(clock.instant());
    CredentialScope credential = CredentialScope.parse(presented.credential());
    credential.require(scope, presented.date());
    Secret secret = secret(credentials.find(credential.accessKeyId(), presented.sessionToken()));

    byte[] key = credential.signingKey(secret);
    boolean matches = false;
    Canonicalization form = credential.canonicalization(scope);
    for (String canonical : CanonicalRequest.candidates(request, query, presented, form)) {
      byte[] expected = Digests.hmac(key, credential.stringToSign(presented.date(), canonical));
      matches |= matches(expected, presented.signature());
    }
    if (!matches) {
      throw new RefusedException(SignatureRefusal.SIGNATURE_DOES_NOT_MATCH, MISMATCH);
    }
    return new Valid(credential.accessKeyId(), credential.region(), credential.service());
  }

  private static boolean matches(byte[] expected, String signature) {
    byte[] hex = HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(hex, signature.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireSignedHeaders(SignedRequest request, PresentedSignature presented)
      throws RefusedException {
    if (!presented.signs("host") && !presented.signs(":authority")) {
      throw new RefusedException(
          SignatureRefusal.SIGNATURE_DOES_NOT_MATCH,
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    String unsigned =
        new RequestHeaders(request.headers())
            .names().stream()
                .filter(name -> name.startsWith("x-amz-") && !presented.signs(name))
                .filter(name -> !MAY_BE_UNSIGNED.contains(name))
                .collect(Collectors.joining(", "));
    if (!unsigned.isEmpty()) {
      // Such a header can name the operation (X-Amz-Target): unsigned, anyone could change it.
      throw new RefusedException(
          SignatureRefusal.SIGNATURE_DOES_NOT_MATCH,
          "There were headers present in the request which were not signed: "
              + Quoted.text(unsigned));
    }
  }

  private static Secret secret(CredentialLookup.Answer answer) throws RefusedException {
    return switch (answer) {
      case CredentialLookup.Answer.Known known -> known.secretAccessKey();
      case CredentialLookup.Answer.Unknown unknown ->
          throw new RefusedException(
              SignatureRefusal.INVALID_CLIENT_TOKEN_ID,
              "The security token included in the request is invalid.");
      case CredentialLookup.Answer.Expired expired ->
          throw new RefusedException(
              SignatureRefusal.EXPIRED_TOKEN,
              "The security token included in the request is expired");
    };
  }

  /** What a credential scope must be. */
  public sealed interface Scope {
    /**
     * This service, any region.
     *
     * @param form how it wants its requests signed
     */
    record Service(String name, Canonicalization form) implements Scope {
      /** A service that signs as AWS's service of this name does. */
      public Service(String name) {
        this(name, Canonicalization.of(name));
      }
    }

    /** Any service: whoever serves it has checked that it is its own. */
    record Any() implements Scope {}
  }
}
