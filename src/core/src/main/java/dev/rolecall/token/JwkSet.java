package dev.rolecall.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The usable public keys of a JWK set (RFC 7517), by the rules of AWS STS: a key must have a {@code
 * kid}, {@code use} absent or {@code sig}, no {@code key_ops}; its {@code alg} is ignored, and so
 * is {@code x5c}; of the same {@code kid} the later counts; more than 100 keys of a type make that
 * type unusable. Stricter than AWS, RSA keys have 2048 to 4096 bits. Keys that cannot be used are
 * as if they were not there.
 */
public final class JwkSet {
  private static final Set<String> TYPES = Set.of("RSA", "EC");
  private static final int MOST_OF_A_TYPE = 100;

  /** All else a key may have is not looked at: certificates and private parts least of all. */
  private static final List<String> KEY_MATERIAL = List.of("kty", "n", "e", "crv", "x", "y");

  private final Map<String, PublicKey> keys;

  private JwkSet(Map<String, PublicKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * @throws JwkSetException where the text is not JSON, or has no list of keys
   */
  public static JwkSet parse(String text) throws JwkSetException {
    List<JsonObject> members = members(text);
    Map<String, Long> ofType =
        members.stream().collect(Collectors.groupingBy(JwkSet::type, Collectors.counting()));
    Map<String, PublicKey> keys = new HashMap<>();
    for (JsonObject member : members) {
      if (ofType.getOrDefault(type(member), 0L) <= MOST_OF_A_TYPE) {
        publicKey(member).ifPresent(key -> keys.put(keyId(member), key));
      }
    }
    return new JwkSet(keys);
  }

  private static List<JsonObject> members(String text) throws JwkSetException {
    try {
      if (Json.parse(text) instanceof JsonObject set
          && set.get("keys").orElse(null) instanceof JsonArray array) {
        return array.elements().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList();
      }
    } catch (JsonException e) {
      throw new JwkSetException(
          "the JWK set is not JSON: " + e.getMessage() + " (" + e.position() + ")");
    }
    throw new JwkSetException("a JWK set is a JSON object with a list 'keys'");
  }

  private static String type(JsonObject member) {
    return Members.text(member, "kty").orElse("");
  }

  private static String keyId(JsonObject member) {
    return Members.text(member, "kid").orElse("");
  }

  private static Optional<PublicKey> publicKey(JsonObject member) {
    boolean signs =
        member.get("key_ops").isEmpty()
            && (member.get("use").isEmpty()
                || Members.text(member, "use").orElse("").equals("sig"));
    if (!TYPES.contains(type(member)) || keyId(member).isEmpty() || !signs) {
      return Optional.empty();
    }
    Map<String, Object> material = new HashMap<>();
    KEY_MATERIAL.forEach(
        name -> Members.text(member, name).ifPresent(value -> material.put(name, value)));
    try {
      return JWK.parse(material) instanceof AsymmetricJWK key
          ? Optional.of(key.toPublicKey()).filter(SigningAlgorithm::anyAccepts)
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A JWK set of the usable keys alone, by their ids: public parts, and nothing else of each. */
  public String json() {
    List<Map<String, Object>> members =
        keys.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(key -> member(key.getKey(), key.getValue()))
            .toList();
    return Json.write(Map.of("keys", members));
  }

  private static Map<String, Object> member(String keyId, PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> new RSAKey.Builder(rsa).keyID(keyId).build().toJSONObject();
      case ECPublicKey ec ->
          new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec)
              .keyID(keyId)
              .build()
              .toJSONObject();
      default -> throw new IllegalStateException("neither RSA nor EC: " + key.getAlgorithm());
    };
  }

  /** The ids of the usable keys. */
  public Set<String> keyIds() {
    return keys.keySet();
  }

  /**
   * The key of an id.
   *
   * @param keyId empty for a token that names none: it means the only key, where there is one alone
   */
  public Optional<PublicKey> find(String keyId) {
    if (keyId.isEmpty()) {
      return keys.size() == 1 ? keys.values().stream().findFirst() : Optional.empty();
    }
    return Optional.ofNullable(keys.get(keyId));
  }
}
