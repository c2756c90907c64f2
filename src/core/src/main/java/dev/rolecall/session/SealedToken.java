package dev.rolecall.session;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import dev.rolecall.text.Base64Url;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private static final String KEY_ID = "kid";
  private static final String SESSION_ID = "sid";
  private static final String MINIMUM_BYTES = "min";

  /** What the headers of all tokens have. */
  private static final Map<String, String> PINNED =
      Map.of("alg", "dir", "enc", "A256GCM", "zip", "DEF");

  private static final int HEADER_MEMBERS = PINNED.size() + 2;
  private static final String FILLER = "~";
  private static final int PARTS = 5;

  private final String header;
  private final String keyId;
  private final byte[] sessionId;
  private final byte[] nonce;
  private final byte[] sealed;

  private SealedToken(String header, String keyId, byte[] sessionId, byte[] nonce, byte[] sealed) {
    this.header = header;
    this.keyId = keyId;
    this.sessionId = sessionId;
    this.nonce = nonce;
    this.sealed = sealed;
  }

  /**
   * How one session is sealed.
   *
   * @param minimumBytes what the token is padded to; 0 for none
   */
  record Sealing(String keyId, byte[] sessionId, MasterKey.Derived derived, int minimumBytes) {
    String seal(String claims, SecureRandom random) {
      String header = Base64Url.encode(Json.write(header()).getBytes(StandardCharsets.UTF_8));
      byte[] nonce = new byte[AesGcm.NONCE_BYTES];
      random.nextBytes(nonce);
      byte[] sealed =
          AesGcm.seal(
              derived.sealingKey(),
              nonce,
              header.getBytes(StandardCharsets.US_ASCII),
              Deflation.deflate(claims.getBytes(StandardCharsets.UTF_8)));
      return filled(compact(header, nonce, sealed), minimumBytes);
    }

    private Map<String, Object> header() {
      Map<String, Object> header = new LinkedHashMap<>(PINNED);
      header.put(KEY_ID, keyId);
      header.put(SESSION_ID, Base64Url.encode(sessionId));
      if (minimumBytes > 0) {
        header.put(MINIMUM_BYTES, minimumBytes);
      }
      return header;
    }

    /** The tag is a part of its own; of the key, which is not in the token, the part is empty. */
    private static String compact(String header, byte[] nonce, byte[] sealed) {
      int text = sealed.length - AesGcm.TAG_BYTES;
      return String.join(
          ".",
          header,
          "",
          Base64Url.encode(nonce),
          Base64Url.encode(Arrays.copyOf(sealed, text)),
          Base64Url.encode(Arrays.copyOfRange(sealed, text, sealed.length)));
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
    String[] parts = jwe.split("\\.", -1);
    if (parts.length != PARTS || !parts[1].isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> nonce = Base64Url.decode(parts[2]);
    Optional<byte[]> sealed = sealed(parts[3], parts[4]);
    if (nonce.isEmpty() || nonce.get().length != AesGcm.NONCE_BYTES || sealed.isEmpty()) {
      return Optional.empty();
    }
    return pinned(parts[0])
        .filter(header -> filled(jwe, minimumBytes(header)).equals(token))
        .flatMap(header -> ofHeader(parts[0], header, nonce.get(), sealed.get()));
  }

  private static Optional<SealedToken> ofHeader(
      String encoded, JsonObject header, byte[] nonce, byte[] sealed) {
    return text(header, SESSION_ID)
        .flatMap(Base64Url::decode)
        .filter(sessionId -> sessionId.length == SESSION_ID_BYTES)
        .flatMap(sessionId ->
            text(header, KEY_ID)
                .map(keyId -> new SealedToken(encoded, keyId, sessionId, nonce, sealed)));
  }

  /** The cipher text followed by its tag. */
  private static Optional<byte[]> sealed(String text, String tag) {
    Optional<byte[]> cipherText = Base64Url.decode(text);
    Optional<byte[]> end = Base64Url.decode(tag);
    if (cipherText.isEmpty() || end.isEmpty() || end.get().length != AesGcm.TAG_BYTES) {
      return Optional.empty();
    }
    byte[] sealed = Arrays.copyOf(cipherText.get(), cipherText.get().length + AesGcm.TAG_BYTES);
    System.arraycopy(end.get(), 0, sealed, cipherText.get().length, AesGcm.TAG_BYTES);
    return Optional.of(sealed);
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

  /**
   * A header that has the algorithms that are used here, a key id, a session id, perhaps a size,
   * and nothing else.
   */
  private static Optional<JsonObject> pinned(String encoded) {
    Optional<byte[]> header = Base64Url.decode(encoded);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Json.parse(header.get()) instanceof JsonObject object && isPinned(object)
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isPinned(JsonObject header) {
    int members = HEADER_MEMBERS + (header.get(MINIMUM_BYTES).isPresent() ? 1 : 0);
    return header.members().size() == members
        && PINNED.entrySet().stream()
            .allMatch(pin -> text(header, pin.getKey()).equals(Optional.of(pin.getValue())));
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

  /** The master key it names. */
  String keyId() {
    return keyId;
  }

  byte[] sessionId() {
    return sessionId.clone();
  }

  /** The claims, or empty where another key sealed them or anything was changed. */
  Optional<String> open(MasterKey.Derived derived) {
    return AesGcm.open(
            derived.sealingKey(), nonce, header.getBytes(StandardCharsets.US_ASCII), sealed)
        .flatMap(deflated -> Deflation.inflate(deflated, MAX_CLAIMS_BYTES))
        .map(claims -> new String(claims, StandardCharsets.UTF_8));
  }
}
