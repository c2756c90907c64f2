package dev.rolecall.sts.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sigv4.SignatureRefusal;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ErrorsTest {
  private static final SignedRequest SIGNED_IN_THE_HEADER =
      request("", new Header("Authorization", "x"), new Header("X-Amz-Security-Token", "t"));
  private static final SignedRequest PRESIGNED = request("X-Amz-Security-Token=t&X-Amz-Date=d");

  private static SignedRequest request(String query, Header... headers) {
    return new SignedRequest("GET", "/", query, List.of(headers), new byte[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "REQUEST_TOO_LARGE | 400 RequestHeaderSectionTooLarge | why",
        "INVALID_URI_PATH | 400 InvalidURI | Couldn't parse the specified URI.",
        "MALFORMED_QUERY_STRING | 400 InvalidURI | Couldn't parse the specified URI.",
        "MISSING_AUTHENTICATION_TOKEN | 403 AccessDenied | Access Denied",
        "INCOMPLETE_SIGNATURE | 400 AuthorizationHeaderMalformed | why",
        "HEADER_NOT_SIGNED | 403 AccessDenied | There were headers present in the request which"
            + " were not signed",
        "NOT_CURRENT | 403 RequestTimeTooSkewed | The difference between the request time and the"
            + " current time is too large.",
        "PRESIGNED_EXPIRED | 403 AccessDenied | Request has expired",
        "WRONG_SCOPE | 400 AuthorizationHeaderMalformed | why",
        "BODY_DIFFERS | 400 XAmzContentSHA256Mismatch | The provided 'x-amz-content-sha256' header"
            + " does not match what was computed.",
        "SIGNATURE_DOES_NOT_MATCH | 403 SignatureDoesNotMatch | The request signature we calculated"
            + " does not match the signature you provided. Check your key and signing method.",
        "PAYLOAD_NOT_ACCEPTED | 403 AccessDenied | why",
        "INVALID_CLIENT_TOKEN_ID | 400 InvalidToken | The provided token is malformed or otherwise"
            + " invalid.",
        "EXPIRED_TOKEN | 400 ExpiredToken | The provided token has expired.",
      })
  void hasS3sWords(SignatureRefusal reason, String statusAndCode, String message) {
    CallerError error = S3Errors.of(SIGNED_IN_THE_HEADER, reason, "why");

    assertThat(error.status() + " " + error.code()).isEqualTo(statusAndCode);
    assertThat(error.message()).isEqualTo(message);
  }

  @Test
  void hasACodeOfItsOwnForWhatIsWrongWithAPresignedRequest() {
    for (SignatureRefusal reason :
        List.of(SignatureRefusal.INCOMPLETE_SIGNATURE, SignatureRefusal.WRONG_SCOPE)) {
      assertThat(S3Errors.of(PRESIGNED, reason, "why"))
          .isEqualTo(new CallerError(400, "AuthorizationQueryParametersError", "why"));
    }
    assertThat(S3Errors.of(PRESIGNED, SignatureRefusal.INVALID_CLIENT_TOKEN_ID, "why").code())
        .isEqualTo("InvalidToken");
  }

  @Test
  void blamesTheKeyWhereThereIsNoToken() {
    SignedRequest request = request("", new Header("Authorization", "x"));
    CallerError error = S3Errors.of(request, SignatureRefusal.INVALID_CLIENT_TOKEN_ID, "why");

    assertThat(error.status() + " " + error.code()).isEqualTo("403 InvalidAccessKeyId");
  }

  @Test
  void knowsEveryReason() {
    assertThat(Arrays.stream(SignatureRefusal.values()))
        .allSatisfy(reason ->
            assertThat(S3Errors.of(PRESIGNED, reason, "why").status()).isBetween(400, 403));
  }
}
