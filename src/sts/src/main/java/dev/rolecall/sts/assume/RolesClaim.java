package dev.rolecall.sts.assume;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.sts.assume.Refusal.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The claim {@code https://aws.amazon.com/roles}: the only roles that a token's issuer wants it to
 * be good for, as text, text with semicolons, or a list.
 */
final class RolesClaim {
  private static final String NAME = "https://aws.amazon.com/roles";

  private RolesClaim() {}

  /** Refuses a token that has the claim without this role in it. */
  static void require(String roleArn, JsonObject claims) throws RefusedException {
    Optional<JsonValue> claim = claims.get(NAME).filter(value -> !(value instanceof JsonNull));
    if (claim.isPresent() && texts(claim.get()).map(String::strip).noneMatch(roleArn::equals)) {
      throw new RefusedException(
          Refusal.told(
              Kind.INVALID_TOKEN,
              "The target role ARN is not present in the roles claim of the identity token"));
    }
  }

  private static Stream<String> texts(JsonValue claim) {
    return switch (claim) {
      case JsonString(var text, var position) -> Arrays.stream(text.split(";", -1));
      case JsonArray(var elements, var position) ->
          elements.stream()
              .filter(JsonString.class::isInstance)
              .map(element -> ((JsonString) element).value());
      default -> Stream.empty();
    };
  }
}
