package dev.rolecall.token;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a token that was refused says: for the audit event alone, where it is marked so. */
public final class UnverifiedClaims {
  /** Tokens of pods are smaller by far. */
  private static final int LONGEST = 8192;

  private UnverifiedClaims() {}

  /** Issuer, subject and audience, as far as the token can be read and they are text. */
  public static Map<String, String> of(String token) {
    Map<String, String> claims = new LinkedHashMap<>();
    String[] parts = token.split("\\.", 4);
    if (token.length() > LONGEST || parts.length != 3) {
      return claims;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      if (Json.parse(text) instanceof JsonObject object) {
        put("iss", object, claims);
        put("sub", object, claims);
        put("aud", object, claims);
      }
    } catch (IllegalArgumentException | JsonException e) {
      // It says nothing that can be read.
    }
    return claims;
  }

  private static void put(String name, JsonObject object, Map<String, String> claims) {
    if (object.get(name).orElse(null) instanceof JsonString text) {
      claims.put(name, text.value());
    }
  }
}
