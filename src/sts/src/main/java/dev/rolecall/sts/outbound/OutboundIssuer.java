package dev.rolecall.sts.outbound;

import dev.rolecall.json.Json;
import dev.rolecall.outbound.TokenAlgorithm;
import dev.rolecall.outbound.TokenKeys;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * sts as an issuer of tokens (OpenID Connect Discovery 1.0).
 *
 * @param url the {@code iss} of its tokens; without a slash at its end
 * @param keys those of now
 */
public record OutboundIssuer(URI url, Supplier<TokenKeys> keys) {
  private static final String JWKS = "/jwks";

  /** The path of {@link #configuration}. */
  public String configurationPath() {
    return url.getRawPath() + "/.well-known/openid-configuration";
  }

  /** The path of the public keys. */
  public String jwksPath() {
    return url.getRawPath() + JWKS;
  }

  /** The discovery document. */
  public String configuration() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", url.toString());
    document.put("jwks_uri", url + JWKS);
    document.put("response_types_supported", List.of("id_token"));
    document.put("subject_types_supported", List.of("public"));
    document.put(
        "id_token_signing_alg_values_supported",
        Arrays.stream(TokenAlgorithm.values()).map(Enum::name).toList());
    return Json.write(document);
  }

  /** The public keys. */
  public String jwks() {
    return keys.get().publicJwks();
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
