package dev.rolecall.sts.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sigv4.SignatureRefusal;
import dev.rolecall.sts.assume.Refusal;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryErrorsTest {
  private static final Map<Kind, String> CODES =
      Map.ofEntries(
          Map.entry(Kind.INVALID_TOKEN, "400 InvalidIdentityToken"),
          Map.entry(Kind.EXPIRED_TOKEN, "400 ExpiredTokenException"),
          Map.entry(Kind.KEYS_UNAVAILABLE, "400 IDPCommunicationError"),
          Map.entry(Kind.NOT_KNOWN_YET, "400 IDPCommunicationError"),
          Map.entry(Kind.NOT_AUTHORIZED, "403 AccessDenied"),
          Map.entry(Kind.INVALID_PARAMETER, "400 InvalidParameterValue"),
          Map.entry(Kind.DURATION_TOO_LONG, "400 ValidationError"),
          Map.entry(Kind.MALFORMED_POLICY, "400 MalformedPolicyDocument"),
          Map.entry(Kind.SESSION_TOO_LARGE, "400 PackedPolicyTooLarge"),
          Map.entry(Kind.THROTTLED, "400 Throttling"),
          Map.entry(Kind.AGENT_NOT_AUTHENTICATED, "403 AccessDenied"),
          Map.entry(Kind.NO_SUCH_CLUSTER, "403 AccessDenied"));

  private static final Map<SignatureRefusal, String> SIGNATURE_CODES =
      Map.ofEntries(
          Map.entry(SignatureRefusal.REQUEST_TOO_LARGE, "400 RequestHeaderSectionTooLarge"),
          Map.entry(SignatureRefusal.INVALID_URI_PATH, "400 InvalidURI"),
          Map.entry(SignatureRefusal.MALFORMED_QUERY_STRING, "400 MalformedQueryString"),
          Map.entry(
              SignatureRefusal.MISSING_AUTHENTICATION_TOKEN, "403 MissingAuthenticationToken"),
          Map.entry(SignatureRefusal.INCOMPLETE_SIGNATURE, "400 IncompleteSignature"),
          Map.entry(SignatureRefusal.HEADER_NOT_SIGNED, "403 SignatureDoesNotMatch"),
          Map.entry(SignatureRefusal.NOT_CURRENT, "403 SignatureDoesNotMatch"),
          Map.entry(SignatureRefusal.PRESIGNED_EXPIRED, "403 SignatureDoesNotMatch"),
          Map.entry(SignatureRefusal.WRONG_SCOPE, "403 SignatureDoesNotMatch"),
          Map.entry(SignatureRefusal.BODY_DIFFERS, "403 SignatureDoesNotMatch"),
          Map.entry(SignatureRefusal.SIGNATURE_DOES_NOT_MATCH, "403 SignatureDoesNotMatch"),
          Map.entry(SignatureRefusal.PAYLOAD_NOT_ACCEPTED, "403 SignatureDoesNotMatch"),
          Map.entry(SignatureRefusal.INVALID_CLIENT_TOKEN_ID, "403 InvalidClientTokenId"),
          Map.entry(SignatureRefusal.EXPIRED_TOKEN, "403 ExpiredToken"));

  @ParameterizedTest
  @EnumSource
  void givesEachRefusalItsCode(Kind kind) {
    QueryError error = QueryErrors.of(new Refusal(kind, "message", "the true reason"));

    assertThat(error.status() + " " + error.code()).isEqualTo(CODES.get(kind));
    assertThat(error.message()).doesNotContain("the true reason");
  }

  @ParameterizedTest
  @EnumSource
  void givesEachSignatureItsCode(SignatureRefusal reason) {
    QueryError error = QueryErrors.of(reason, "detail");

    assertThat(error.status() + " " + error.code()).isEqualTo(SIGNATURE_CODES.get(reason));
  }

  @Test
  void makesServerErrorsTheReceivers() {
    assertThat(QueryError.internalFailure().isSenders()).isFalse();
    assertThat(QueryErrors.accessDenied().isSenders()).isTrue();
  }
}
