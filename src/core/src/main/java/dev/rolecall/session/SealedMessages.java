package dev.rolecall.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that only sts can read again, whoever carries them: AES-256-GCM under a key of each text's
 * own, which HKDF derives from the master key and a random salt under a label that sessions do not
 * have. Nothing is compressed, so that a length tells a length and no content.
 */
public final class SealedMessages {
  private static final String LABEL = "rolecall message v1 key and nonce";
  private static final byte VERSION = 1;
  private static final int SALT_BYTES = 32;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private final Supplier<MasterKeys> keys;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param keys the keys at the time of each call
   */
  public SealedMessages(Supplier<MasterKeys> keys, Clock clock, SecureRandom random) {
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /** Base64url without padding; four thirds of the text, and some 90 characters. */
  public String seal(String text) {
    MasterKey key = keys.get().sealing(clock.instant());
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] header = header(key.id(), salt);
    byte[] sealed =
        crypt(
                Cipher.ENCRYPT_MODE,
                key.derive(salt, LABEL, KEY_BYTES + NONCE_BYTES),
                header,
                text.getBytes(StandardCharsets.UTF_8))
            .orElseThrow(() -> new IllegalStateException("cannot seal a message"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).array());
  }

  /** The text, or empty for whatever {@link #seal} did not give under a key that is still there. */
  public Optional<String> open(String message) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(message);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length < 2 || bytes[0] != VERSION) {
      return Optional.empty();
    }
    int headerLength = 2 + (bytes[1] & 0xFF) + SALT_BYTES;
    if (bytes.length < headerLength) {
      return Optional.empty();
    }
    byte[] header = Arrays.copyOf(bytes, headerLength);
    byte[] salt = Arrays.copyOfRange(header, headerLength - SALT_BYTES, headerLength);
    String id = new String(header, 2, headerLength - SALT_BYTES - 2, StandardCharsets.UTF_8);
    return keys.get()
        .find(id)
        .map(key -> key.derive(salt, LABEL, KEY_BYTES + NONCE_BYTES))
        .flatMap(derived ->
            crypt(
                Cipher.DECRYPT_MODE,
                derived,
                header,
                Arrays.copyOfRange(bytes, headerLength, bytes.length)))
        .map(text -> new String(text, StandardCharsets.UTF_8));
  }

  private static byte[] header(String keyId, byte[] salt) {
    byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + id.length + salt.length)
        .put(VERSION)
        .put((byte) id.length)
        .put(id)
        .put(salt)
        .array();
  }

  private static Optional<byte[]> crypt(int mode, byte[] derived, byte[] header, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(
          mode,
          new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
          new GCMParameterSpec(TAG_BITS, derived, KEY_BYTES, NONCE_BYTES));
      cipher.updateAAD(header);
      return Optional.of(cipher.doFinal(input));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
