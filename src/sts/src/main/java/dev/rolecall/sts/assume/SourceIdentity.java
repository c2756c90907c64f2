package dev.rolecall.sts.assume;

import dev.rolecall.identity.SessionName;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.Optional;

/**
 * The source identity that a token's issuer sets: the claim {@code
 * https://aws.amazon.com/source_identity}, text or a list of one (IAM User Guide, "Monitor and
 * control actions taken with assumed roles").
 */
final class SourceIdentity {
  private static final String CLAIM = "https://aws.amazon.com/source_identity";

  private SourceIdentity() {}

  /** Where the claim is not as it must be, the token is refused rather than the claim left out. */
  static Optional<String> of(JsonObject claims) throws RefusedException {
    Optional<JsonValue> claim = claims.get(CLAIM).filter(value -> !(value instanceof JsonNull));
    return claim.isEmpty() ? Optional.empty() : Optional.of(text(claim.get()));
  }

  /** What may be in one is what may be in a session's name. */
  private static String text(JsonValue claim) throws RefusedException {
    return switch (claim) {
      case JsonString(var text, var position) when SessionName.FORM.matcher(text).matches() -> text;
      case JsonArray(var elements, var position)
          when elements.size() == 1 && elements.getFirst() instanceof JsonString only ->
          text(only);
      default ->
          throw new RefusedException(
              Refusal.told(
                  Kind.INVALID_TOKEN, "Source identity passed in claim is not in correct format."));
    };
  }
}
