package dev.rolecall.sigv4;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.identity.Secret;
import dev.rolecall.sigv4.SignatureResult.Valid;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sigv4.key.SigningKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What knows the {@link TestSigner}s. */
final class TestSigners {
  static final String TOKEN = "t0ken/of+theSession==";
  static final SigningKeys KEYS = new SigningKeys(TestSigner.KEY_ID, new Secret(TestSigner.SECRET));

  /** Takes any session token. */
  static final CredentialLookup LOOKUP =
      (keyId, token) ->
          keyId.equals(TestSigner.KEY_ID)
              ? new CredentialLookup.Answer.Known(KEYS)
              : new CredentialLookup.Answer.Unknown();

  /** At the signers' time. */
  static final SignatureVerifier VERIFIER =
      new SignatureVerifier(Clock.fixed(Instant.parse("2026-09-11T12:00:00Z"), ZoneOffset.UTC));

  private TestSigners() {}

  static SignatureResult verify(SignedRequest request, Scope scope) {
    return VERIFIER.verify(request, scope, LOOKUP);
  }

  /** Of a request with all of its body. */
  static Valid valid(String regions, String service) {
    return new Valid(
        TestSigner.KEY_ID, RegionSet.parse(regions), service, new SignedPayload.Whole());
  }

  static SignedRequest withBody(SignedRequest request, RequestBody body) {
    return new SignedRequest(
        request.method(), request.path(), request.query(), request.headers(), body);
  }

  static SignedRequest withHeader(SignedRequest request, Header header) {
    List<Header> headers = new ArrayList<>(request.headers());
    headers.add(header);
    return withHeaders(request, headers);
  }

  static SignedRequest withHeaders(SignedRequest request, List<Header> headers) {
    return new SignedRequest(
        request.method(), request.path(), request.query(), headers, request.body());
  }
}
