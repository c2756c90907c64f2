package dev.rolecall.session;

import dev.rolecall.sigv4.key.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HKDF-SHA256 (RFC 5869). */
final class Hkdf {
  private static final int HASH_BYTES = 32;

  private final byte[] pseudorandomKey;

  /** The extract step. */
  Hkdf(byte[] inputKey, byte[] salt) {
    pseudorandomKey = HmacSha256.of(salt, inputKey);
  }

  /** The expand step: {@code length} bytes (255 hashes at most) under this label. */
  byte[] expand(byte[] label, int length) {
    byte[] output = new byte[length];
    byte[] block = new byte[0];
    for (int done = 0, counter = 1; done < length; done += HASH_BYTES, counter++) {
      byte[] input = Arrays.copyOf(block, block.length + label.length + 1);
      System.arraycopy(label, 0, input, block.length, label.length);
      input[input.length - 1] = (byte) counter;
      block = HmacSha256.of(pseudorandomKey, input);
      System.arraycopy(block, 0, output, done, Math.min(HASH_BYTES, length - done));
    }
    return output;
  }

  byte[] expand(String label, int length) {
    return expand(label.getBytes(StandardCharsets.US_ASCII), length);
  }
}
