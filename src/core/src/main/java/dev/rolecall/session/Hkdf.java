package dev.rolecall.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA256 (RFC 5869). */
final class Hkdf {
  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 32;

  private final byte[] pseudorandomKey;

  /** The extract step. */
  Hkdf(byte[] inputKey, byte[] salt) {
    pseudorandomKey = hmac(salt, inputKey);
  }

  /** The expand step: {@code length} bytes (255 hashes at most) under this label. */
  byte[] expand(byte[] label, int length) {
    byte[] output = new byte[length];
    byte[] block = new byte[0];
    for (int done = 0, counter = 1; done < length; done += HASH_BYTES, counter++) {
      byte[] input = Arrays.copyOf(block, block.length + label.length + 1);
      System.arraycopy(label, 0, input, block.length, label.length);
      input[input.length - 1] = (byte) counter;
      block = hmac(pseudorandomKey, input);
      System.arraycopy(block, 0, output, done, Math.min(HASH_BYTES, length - done));
    }
    return output;
  }

  byte[] expand(String label, int length) {
    return expand(label.getBytes(StandardCharsets.US_ASCII), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
