package dev.rolecall.sts.issuer;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.Position;
import dev.rolecall.token.InlineKeys;
import dev.rolecall.token.JwkSet;
import dev.rolecall.token.JwkSetException;
import dev.rolecall.token.KeySource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The issuer of the embedded default; of its key only the public part is kept. */
public final class EmbeddedIssuer implements ClusterIssuer {
  private static final Set<String> PUBLIC_MEMBERS =
      Set.of("kty", "kid", "alg", "use", "n", "e", "crv", "x", "y");

  private final String issuer;
  private final String jwks;
  private final KeySource keys;

  private EmbeddedIssuer(String issuer, String jwks, KeySource keys) {
    this.issuer = issuer;
    this.jwks = jwks;
    this.keys = keys;
  }

  /**
   * The issuer whose key this is.
   *
   * @param jwk the JSON text of its private key
   * @throws IllegalArgumentException where the text is no such key; the message holds no part of it
   */
  public static EmbeddedIssuer of(String issuer, String jwk) {
    try {
      if (!(Json.parse(jwk) instanceof JsonObject key)) {
        throw new IllegalArgumentException("it is not a JSON object");
      }
      JsonObject open =
          new JsonObject(
              key.members().stream()
                  .filter(member -> PUBLIC_MEMBERS.contains(member.name()))
                  .toList(),
              Position.NONE);
      String jwks = "{\"keys\":[" + Json.write(open) + "]}";
      JwkSet set = JwkSet.parse(jwks);
      if (set.keyIds().isEmpty()) {
        throw new IllegalArgumentException("it is no RSA or EC key with a kid that can be used");
      }
      return new EmbeddedIssuer(issuer, jwks, new InlineKeys(set));
    } catch (JsonException | JwkSetException e) {
      // The cause may quote the text, and the text is secret.
      throw new IllegalArgumentException("it is not a JSON Web Key");
    }
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public KeySource keys() {
    return keys;
  }

  @Override
  public boolean ready() {
    return true;
  }

  /** Its key is a file's, and stays. */
  @Override
  public void refreshKeys() {}

  @Override
  public Optional<String> jwks() {
    return Optional.of(jwks);
  }

  /** The public keys, as the API server of a cluster serves them. */
  public String keyDocument() {
    return jwks;
  }

  /** The discovery document, as the API server of a cluster serves it. */
  public String configuration() {
    return Json.write(
        Map.of(
            "issuer",
            issuer,
            "jwks_uri",
            issuer + "/openid/v1/jwks",
            "response_types_supported",
            List.of("id_token"),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("RS256")));
  }
}
