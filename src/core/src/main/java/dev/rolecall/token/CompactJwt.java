package dev.rolecall.token;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.text.Base64Url;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A signed JWT in compact form (RFC 7515, section 7.1), read but not believed.
 *
 * @param keyId empty where the header has none
 */
record CompactJwt(
    SigningAlgorithm algorithm,
    String keyId,
    JsonObject claims,
    byte[] signedText,
    byte[] signature) {
  /** The STS API's {@code clientTokenType}. */
  private static final int LONGEST = 20_000;

  private static final int PARTS = 3;

  static CompactJwt parse(String token) throws RefusedException {
    if (token.length() > LONGEST) {
      throw notAJwt("longer than 20000 characters");
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      throw notAJwt("not three parts");
    }
    JsonObject header = object(parts[0], "header");
    SigningAlgorithm algorithm = algorithm(header);
    if (header.get("crit").isPresent()) {
      throw notAJwt("the header has crit");
    }
    return new CompactJwt(
        algorithm,
        keyId(header),
        object(parts[1], "payload"),
        (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
        decode(parts[2], "signature"));
  }

  private static SigningAlgorithm algorithm(JsonObject header) throws RefusedException {
    String alg = Members.text(header, "alg").orElse("");
    return SigningAlgorithm.named(alg)
        .orElseThrow(() -> new RefusedException(TokenRefusal.ALGORITHM_NOT_ALLOWED, alg));
  }

  private static String keyId(JsonObject header) throws RefusedException {
    if (header.get("kid").isEmpty()) {
      return "";
    }
    if (!(header.get("kid").get() instanceof JsonString kid)) {
      throw notAJwt("the header's kid is not text");
    }
    if (kid.value().isEmpty()) {
      throw new RefusedException(TokenRefusal.KEY_UNKNOWN, "the header's kid is empty");
    }
    return kid.value();
  }

  private static JsonObject object(String part, String name) throws RefusedException {
    try {
      if (Json.parse(decode(part, name)) instanceof JsonObject object) {
        return object;
      }
    } catch (CharacterCodingException | JsonException e) {
      throw notAJwt("the " + name + " is not JSON");
    }
    throw notAJwt("the " + name + " is not a JSON object");
  }

  /** One text for one value: a second form of a token would be a second key in caches and logs. */
  private static byte[] decode(String part, String name) throws RefusedException {
    return Base64Url.decode(part).orElseThrow(() -> notAJwt("the " + name + " is not base64url"));
  }

  private static RefusedException notAJwt(String detail) {
    return new RefusedException(TokenRefusal.NOT_A_JWT, detail);
  }
}
