package dev.rolecall.session;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * A session token: a compact JWE (RFC 7516) with {@code dir}, {@code A256GCM} and {@code DEF}, and
 * the random session id in its header. One that shall be large is filled up with tildes, to the
 * size that its header says.
 */
final class SealedToken {
  static final int SESSION_ID_BYTES = 32;

  /** The most that the claims of a session may have before they are compressed. */
  static final int MAX_CLAIMS_BYTES = 64 * 1024;

  private static final String SESSION_ID = "sid";
  private static final String MINIMUM_BYTES = "min";
  private static final int HEADER_MEMBERS = 5;
  private static final String FILLER = "~";
  private static final int PARTS = 5;

  private final JWEObject jwe;
  private final byte[] sessionId;

  private SealedToken(JWEObject jwe, byte[] sessionId) {
    this.jwe = jwe;
    this.sessionId = sessionId;
  }

  /**
   * How one session is sealed.
   *
   * @param minimumBytes what the token is padded to; 0 for none
   */
  record Sealing(String keyId, byte[] sessionId, MasterKey.Derived derived, int minimumBytes) {
    String seal(String claims, SecureRandom random) {
      JWEHeader.Builder header =
          new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
              .compressionAlgorithm(CompressionAlgorithm.DEF)
              .keyID(keyId)
              .customParam(SESSION_ID, Base64URL.encode(sessionId).toString());
      if (minimumBytes > 0) {
        header.customParam(MINIMUM_BYTES, minimumBytes);
      }
      JWEObject jwe =
          new JWEObject(header.build(), new Payload(claims.getBytes(StandardCharsets.UTF_8)));
      try {
        DirectEncrypter encrypter = new DirectEncrypter(derived.sealingKey());
        encrypter.getJCAContext().setSecureRandom(random);
        jwe.encrypt(encrypter);
      } catch (JOSEException e) {
        throw new IllegalStateException("cannot seal a session", e);
      }
      return filled(jwe.serialize(), minimumBytes);
    }
  }

  /**
   * A token of the form that {@link Sealing#seal} gives, nothing decrypted: of one session there is
   * but one text.
   */
  static Optional<SealedToken> parse(String token) {
    if (token.length() > SessionIssuer.MAX_TOKEN_BYTES) {
      return Optional.empty();
    }
    String jwe = withoutFiller(token);
    if (!hasOneSpelling(jwe)) {
      return Optional.empty();
    }
    return pinned(new Base64URL(jwe.substring(0, jwe.indexOf('.'))).decodeToString())
        .filter(header -> filled(jwe, minimumBytes(header)).equals(token))
        .flatMap(header -> text(header, SESSION_ID))
        .filter(SealedToken::isCanonical)
        .map(sessionId -> new Base64URL(sessionId).decode())
        .filter(sessionId -> sessionId.length == SESSION_ID_BYTES)
        .flatMap(sessionId -> parse(jwe, sessionId));
  }

  private static String filled(String jwe, int minimumBytes) {
    return jwe + FILLER.repeat(Math.max(0, minimumBytes - jwe.length()));
  }

  private static String withoutFiller(String token) {
    int end = token.length();
    while (end > 0 && token.startsWith(FILLER, end - 1)) {
      end--;
    }
    return token.substring(0, end);
  }

  /** Base64 readers forgive strange characters and unused bits; a token with such is not ours. */
  private static boolean hasOneSpelling(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    return parts.size() == PARTS
        && parts.get(1).isEmpty()
        && parts.stream().allMatch(SealedToken::isCanonical);
  }

  private static boolean isCanonical(String part) {
    return Base64URL.encode(new Base64URL(part).decode()).toString().equals(part);
  }

  /**
   * A header that has the algorithms that are used here, a key id, a session id, perhaps a size,
   * and nothing else. Looked at before the JWE reader sees it: that one trips over headers without
   * {@code enc}.
   */
  private static Optional<JsonObject> pinned(String header) {
    try {
      if (!(Json.parse(header) instanceof JsonObject object)
          || object.members().size() != HEADER_MEMBERS + object.get(MINIMUM_BYTES).stream().count()
          || !text(object, "alg").equals(Optional.of(JWEAlgorithm.DIR.getName()))
          || !text(object, "enc").equals(Optional.of(EncryptionMethod.A256GCM.getName()))
          || !text(object, "zip").equals(Optional.of(CompressionAlgorithm.DEF.getName()))
          || text(object, "kid").isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(object);
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /** 0 where the header asks for none; never more than a token may have. */
  private static int minimumBytes(JsonObject header) {
    return header
        .get(MINIMUM_BYTES)
        .map(value ->
            value instanceof JsonNumber number && number.text().matches("[1-9][0-9]{0,3}")
                ? Integer.parseInt(number.text())
                : 0)
        .orElse(0);
  }

  private static Optional<String> text(JsonObject object, String name) {
    return object
        .get(name)
        .flatMap(value ->
            value instanceof JsonString(var text, var place)
                ? Optional.of(text)
                : Optional.empty());
  }

  private static Optional<SealedToken> parse(String token, byte[] sessionId) {
    try {
      return Optional.of(new SealedToken(JWEObject.parse(token), sessionId));
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The master key it names. */
  String keyId() {
    return jwe.getHeader().getKeyID();
  }

  byte[] sessionId() {
    return sessionId.clone();
  }

  /** The claims, or empty where another key sealed them or anything was changed. */
  Optional<String> open(MasterKey.Derived derived) {
    try {
      // Bounds what it inflates, at a million bytes.
      jwe.decrypt(new DirectDecrypter(derived.sealingKey()));
    } catch (JOSEException | IllegalStateException e) {
      return Optional.empty();
    }
    byte[] claims = jwe.getPayload().toBytes();
    return claims.length <= MAX_CLAIMS_BYTES
        ? Optional.of(new String(claims, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
