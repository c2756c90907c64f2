package dev.rolecall.trust;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the claim {@code https://aws.amazon.com/roles} says of a role: the only roles that a token's
 * issuer wants it to be good for, as text, text with semicolons, or a list.
 */
public enum RolesClaim {
  /** The issuer does not limit the token. */
  ABSENT,
  NAMES_IT,
  NAMES_OTHERS;

  private static final String NAME = "https://aws.amazon.com/roles";

  /** What the claims of a verified token say of the role with this ARN. */
  public static RolesClaim of(JsonObject claims, String roleArn) {
    Optional<JsonValue> claim = claims.get(NAME).filter(value -> !(value instanceof JsonNull));
    if (claim.isEmpty()) {
      return ABSENT;
    }
    return texts(claim.get()).map(String::strip).anyMatch(roleArn::equals)
        ? NAMES_IT
        : NAMES_OTHERS;
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
