package dev.rolecall.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sigv4.SignedRequest.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for as long as a signature does is in no text that might be logged. */
class CredentialsInTextTest {
  @Test
  void headersAndParametersPrintTheirNamesAlone() throws RefusedException {
    assertThat(List.of(new Header("Authorization", "AWS4 s3cret"), new Header("X-Amz-Date", "d")))
        .hasToString("[Authorization, X-Amz-Date]");
    assertThat(QueryParameters.parse("X-Amz-Security-Token=s3cret").toString())
        .contains("X-Amz-Security-Token")
        .doesNotContain("s3cret");
  }

  @Test
  void signaturesPrintWithoutThemselvesAndTheirToken() throws RefusedException {
    SignedRequest request =
        new SignedRequest(
            "POST",
            "/",
            "",
            List.of(
                new Header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKID/x, SignedHeaders=host, Signature=s3cret"),
                new Header("X-Amz-Date", "20260911T120000Z"),
                new Header("X-Amz-Security-Token", "t0ken")),
            new byte[0]);

    assertThat(
            SignatureReader.read(ReceivedRequest.read(request, new Scope.Service("sts")))
                .toString())
        .contains("AKID/x", "20260911T120000Z")
        .doesNotContain("s3cret", "t0ken");
  }
}
