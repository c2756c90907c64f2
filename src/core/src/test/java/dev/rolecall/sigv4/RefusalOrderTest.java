package dev.rolecall.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.TestSigner;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of several things that are wrong with a request, the one that AWS names. */
class RefusalOrderTest {
  private static final String GOOD_DATE = "20260911T120000Z";
  private static final String OLD_DATE = "20260910T120000Z";

  /** Each row mends what the row before was refused for, and nothing else. */
  static Stream<Arguments> rows() {
    String credential = "AWS4-HMAC-SHA256 Credential=";
    String rest = ", SignedHeaders=host, Signature=0";
    String scope = "/20260911/us-east-1/sts/aws4_request";
    return Stream.of(
        row("INVALID_URI_PATH", "/%", "a=%", "Basic x", "yesterday"),
        row("INVALID_URI_PATH", "/a/../..", "a=%", "Basic x", "yesterday"),
        row("MALFORMED_QUERY_STRING", "/", "a=%", "Basic x", "yesterday"),
        row("SIGNATURE_DOES_NOT_MATCH", "/", "X-Amz-Signature=0", "Basic x", "yesterday"),
        row("INCOMPLETE_SIGNATURE", "/", "", "Basic x", "yesterday"),
        row("INCOMPLETE_SIGNATURE", "/", "", credential + "a, Signature", "yesterday"),
        row("INCOMPLETE_SIGNATURE", "/", "", credential + "a", "yesterday"),
        row(
            "HEADER_NOT_SIGNED",
            "/",
            "",
            credential + "a, SignedHeaders=x-amz-date, Signature=0",
            "yesterday"),
        row("INCOMPLETE_SIGNATURE", "/", "", credential + "a" + rest, "yesterday"),
        row("NOT_CURRENT", "/", "", credential + "a" + rest, OLD_DATE),
        row("INCOMPLETE_SIGNATURE", "/", "", credential + "a" + rest, GOOD_DATE),
        row("WRONG_SCOPE", "/", "", credential + "a/20260910/us/s3/x" + rest, GOOD_DATE),
        row("INVALID_CLIENT_TOKEN_ID", "/", "", credential + "a" + scope + rest, GOOD_DATE),
        row(
            "SIGNATURE_DOES_NOT_MATCH",
            "/",
            "",
            credential + TestSigner.KEY_ID + scope + rest,
            GOOD_DATE));
  }

  private static Arguments row(
      String reason, String path, String query, String authorization, String date) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Host", "h"));
    headers.add(new Header("Authorization", authorization));
    headers.add(new Header("X-Amz-Date", date));
    return Arguments.of(
        SignatureRefusal.valueOf(reason),
        new SignedRequest("POST", path, query, headers, new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesTheFirst(SignatureRefusal reason, SignedRequest request) {
    assertThat(TestSigners.verify(request, new Scope.Service("sts")))
        .extracting("reason")
        .isEqualTo(reason);
  }
}
