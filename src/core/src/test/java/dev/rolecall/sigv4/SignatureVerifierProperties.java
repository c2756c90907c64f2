package dev.rolecall.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sigv4.SignatureResult.Refused;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SignatureVerifierProperties {
  private static final SignatureVerifier VERIFIER =
      new SignatureVerifier(Clock.fixed(Instant.parse("2026-09-11T12:00:00Z"), ZoneOffset.UTC));

  @Property(edgeCases = EdgeCasesMode.NONE)
  void answersAnythingWithARefusal(
      @ForAll String method,
      @ForAll("hostile") String path,
      @ForAll("hostile") String query,
      @ForAll("hostile") String authorization,
      @ForAll byte[] body) {
    List<Header> headers =
        List.of(
            new Header("Host", "h"),
            new Header("X-Amz-Date", "20260911T120000Z"),
            new Header("X-Amz-Region-Set", query),
            new Header("Authorization", authorization));
    assertThat(verify(new SignedRequest(method, path, query, headers, body)))
        .isInstanceOf(Refused.class);
    assertThat(verify(new SignedRequest(method, path, query, List.of(), body)))
        .isInstanceOf(Refused.class);
  }

  private static SignatureResult verify(SignedRequest request) {
    return VERIFIER.verify(
        request,
        new Scope.Any(Optional.empty()),
        (keyId, token) -> new CredentialLookup.Answer.Known(TestSigners.KEYS));
  }

  /** Text that is close to what the verifier reads, and text that is not. */
  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings(),
        Arbitraries.of(
                "AWS4-HMAC-SHA256 ",
                "Credential=",
                "a/20260911/us-east-1/s3/aws4_request",
                "a/20260911/us-east-1/sts/aws4_request",
                "a/20260911/sts/aws4_request",
                "AWS4-ECDSA-P256-SHA256 ",
                "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256",
                "X-Amz-Region-Set=*",
                "3006020101020101",
                "3006020100020100",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=",
                "X-Amz-Expires=",
                "X-Amz-Date=20260911T120000Z",
                "X-Amz-SignedHeaders=",
                "X-Amz-Signature=",
                "SignedHeaders=",
                "Signature=",
                "host",
                ";",
                ",",
                "&",
                "=",
                "/",
                "..",
                "%",
                "%20",
                "+",
                "\u0000",
                "\uD800")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts)));
  }
}
