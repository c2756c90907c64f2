package dev.rolecall.sts.assume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.assume.Refusal.Kind;
import dev.rolecall.token.TokenRefusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "NOT_A_JWT|x|INVALID_TOKEN|The ID Token provided is not a valid JWT. (You may see this error"
            + " if you sent an Access Token)",
        "ISSUER_UNKNOWN|https://a|INVALID_TOKEN|No OpenIDConnect provider found in your account for"
            + " https://a",
        "CLAIM_MISSING|iat|INVALID_TOKEN|Missing a required claim: iat",
        "CLAIM_EMPTY|aud|INVALID_TOKEN|Claim is not allowed to be empty: aud",
        "TIMESTAMP_INVALID|x|INVALID_TOKEN|Invalid timestamp in token claims.",
        "ISSUED_IN_THE_FUTURE|1700|INVALID_TOKEN|Token issued in the future: 1700",
        "NOT_YET_VALID|1300 1400|INVALID_TOKEN|Token not yet valid: current date/time 1300 must be"
            + " after or equal to the not-before date/time 1400",
        "EXPIRED|1300 1200|EXPIRED_TOKEN|Token expired: current date/time 1300 must be before the"
            + " expiration date/time 1200",
        "AUDIENCE_AMBIGUOUS|x|INVALID_TOKEN|Token audience contains more than one audience while"
            + " authorized party is not present",
        "AUDIENCE_MISMATCH|x|INVALID_TOKEN|The web identity token provided could not be validated."
            + " See the AssumeRoleWithWebIdentity documentation for requirements.",
        "ALGORITHM_NOT_ALLOWED|none|INVALID_TOKEN|The web identity token provided could not be"
            + " validated. See the AssumeRoleWithWebIdentity documentation for requirements.",
        "SIGNATURE_INVALID|x|INVALID_TOKEN|The web identity token provided could not be validated."
            + " See the AssumeRoleWithWebIdentity documentation for requirements.",
        "KEY_UNKNOWN|x|INVALID_TOKEN|\"Couldn't retrieve verification key from your identity"
            + " provider,  please reference AssumeRoleWithWebIdentity documentation for"
            + " requirements\"",
        "KEYS_UNAVAILABLE|x|KEYS_UNAVAILABLE|The identity provider could not be reached to verify the"
            + " token; please try again",
      })
  void wordsRefusalsAsStsDoes(TokenRefusal reason, String detail, Kind kind, String message) {
    Refusal refusal = TokenRefusals.refusal(reason, detail);

    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal.message()).isEqualTo(message);
    assertThat(refusal.reason()).contains(reason.name(), detail);
  }
}
