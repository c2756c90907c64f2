package dev.rolecall.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.identity.Secret;
import dev.rolecall.sigv4.RequestBody.Chunks;
import dev.rolecall.sigv4.RequestBody.Piece;
import dev.rolecall.sigv4.SignatureResult.Valid;
import dev.rolecall.sigv4.SignedPayload.Chunked;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sigv4.key.SigningKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The signatures that the S3 API Reference computes, in "Examples: Signature Calculations", in
 * "Transferring Payload in Multiple Chunks" and in "Including Trailing Headers".
 */
class S3ExamplesTest {
  private static final SignatureVerifier VERIFIER =
      new SignatureVerifier(Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));
  private static final SigningKeys KEYS =
      new SigningKeys(
          "AKIAIOSFODNN7EXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

  private static SignatureResult verify(SignedRequest request) {
    return VERIFIER.verify(
        request,
        new Scope.Service("s3", Optional.of("us-east-1")),
        (keyId, token) -> new CredentialLookup.Answer.Known(KEYS));
  }

  private static List<Header> headers(String signature, String... lines) {
    List<Header> headers = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      String[] header = line.split(":", 2);
      headers.add(new Header(header[0], header[1]));
      names.add(header[0]);
    }
    headers.add(
        new Header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders="
                + String.join(";", names)
                + ",Signature="
                + signature));
    return headers;
  }

  private static SignedRequest upload(String seed, RequestBody body, String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "content-encoding:aws-chunked",
                "host:s3.amazonaws.com",
                "x-amz-date:20130524T000000Z",
                "x-amz-decoded-content-length:66560",
                "x-amz-storage-class:REDUCED_REDUNDANCY"));
    lines.addAll(List.of(more));
    return new SignedRequest(
        "PUT",
        "/examplebucket/chunkObject.txt",
        "",
        headers(seed, lines.toArray(String[]::new)),
        body);
  }

  private static Piece chunk(int length, String signature) {
    return new Piece(TestSigner.hash(TestSigner.bytes("a".repeat(length))), signature);
  }

  @Test
  void gets() {
    SignedRequest request =
        new SignedRequest(
            "GET",
            "/test.txt",
            "",
            headers(
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
                "host:examplebucket.s3.amazonaws.com",
                "range:bytes=0-9",
                "x-amz-content-sha256:" + TestSigner.hash(new byte[0]),
                "x-amz-date:20130524T000000Z"),
            new byte[0]);
    assertThat(verify(request)).extracting("payload").isEqualTo(new SignedPayload.Whole());
  }

  @Test
  void putsAKeyWithADollarSign() {
    SignedRequest request =
        new SignedRequest(
            "PUT",
            "/test$file.text",
            "",
            headers(
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
                "date:Fri, 24 May 2013 00:00:00 GMT",
                "host:examplebucket.s3.amazonaws.com",
                "x-amz-content-sha256:"
                    + "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                "x-amz-date:20130524T000000Z",
                "x-amz-storage-class:REDUCED_REDUNDANCY"),
            TestSigner.bytes("Welcome to Amazon S3."));
    assertThat(verify(request)).extracting("payload").isEqualTo(new SignedPayload.Whole());
  }

  @Test
  void getsPresigned() {
    SignedRequest request =
        new SignedRequest(
            "GET",
            "/test.txt",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524"
                + "%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
                + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            List.of(new Header("Host", "examplebucket.s3.amazonaws.com")),
            new RequestBody.Elsewhere(Set.of(PayloadForm.UNSIGNED)));
    assertThat(verify(request)).extracting("payload").isEqualTo(new SignedPayload.Unsigned());
  }

  @Test
  void putsInChunks() {
    String last = "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";
    SignedRequest request =
        upload(
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
            new Chunks(
                Optional.empty(),
                List.of(
                    chunk(
                        65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"),
                    chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"),
                    chunk(0, last)),
                Optional.empty()),
            "content-length:66824",
            "x-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    assertThat(((Valid) verify(request)).payload()).isEqualTo(new Chunked(last, true));
  }

  @Test
  void putsInChunksWithATrailer() {
    String last = "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";
    SignedRequest request =
        upload(
            "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
            new Chunks(
                Optional.empty(),
                List.of(
                    chunk(
                        65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"),
                    chunk(1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"),
                    chunk(0, "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992")),
                Optional.of(
                    new Piece(
                        TestSigner.hash(TestSigner.bytes("x-amz-checksum-crc32c:sOO8/Q==\n")),
                        last))),
            "x-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            "x-amz-trailer:x-amz-checksum-crc32c");
    assertThat(((Valid) verify(request)).payload()).isEqualTo(new Chunked(last, true));
  }
}
