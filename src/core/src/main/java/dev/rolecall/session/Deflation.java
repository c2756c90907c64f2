package dev.rolecall.session;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * DEFLATE (RFC 1951) as JWE has it, without a wrapping (RFC 7516, section 4.1.3). Short texts go
 * into a block that is stored as it is, which every reader of DEFLATE reads: to compress them saves
 * less than it costs.
 */
final class Deflation {
  /** A token of so much is still a quarter of what one may have. */
  private static final int LONGEST_STORED = 1024;

  private static final int STORED_HEAD = 5;
  private static final byte LAST_AND_STORED = 1;
  private static final int PIECE = 4096;

  /** What is inflated gets so much room at first, or as much as it took deflated. */
  private static final int SMALLEST = 64;

  private static final ThreadLocal<Inflater> INFLATER =
      ThreadLocal.withInitial(() -> new Inflater(true));

  private Deflation() {}

  static byte[] deflate(byte[] bytes) {
    return bytes.length <= LONGEST_STORED ? store(bytes) : compress(bytes);
  }

  private static byte[] store(byte[] bytes) {
    byte[] block = new byte[STORED_HEAD + bytes.length];
    block[0] = LAST_AND_STORED;
    block[1] = (byte) bytes.length;
    block[2] = (byte) (bytes.length >> Byte.SIZE);
    block[3] = (byte) ~block[1];
    block[4] = (byte) ~block[2];
    System.arraycopy(bytes, 0, block, STORED_HEAD, bytes.length);
    return block;
  }

  private static byte[] compress(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream output = new ByteArrayOutputStream(bytes.length);
      byte[] piece = new byte[PIECE];
      while (!deflater.finished()) {
        output.write(piece, 0, deflater.deflate(piece));
      }
      return output.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /**
   * What was deflated; empty where it is more than {@code most} bytes, or not whole.
   *
   * @param most as much memory as it takes, whatever was sent
   */
  static Optional<byte[]> inflate(byte[] deflated, int most) {
    Inflater inflater = INFLATER.get();
    inflater.reset();
    inflater.setInput(deflated);
    byte[] inflated = new byte[Math.clamp(deflated.length, SMALLEST, most + 1)];
    int length = 0;
    try {
      while (!inflater.finished()) {
        if (length == inflated.length) {
          if (length > most) {
            return Optional.empty();
          }
          inflated = Arrays.copyOf(inflated, Math.min(2 * length, most + 1));
        }
        int count = inflater.inflate(inflated, length, inflated.length - length);
        if (count == 0 && !inflater.finished()) {
          return Optional.empty();
        }
        length += count;
      }
    } catch (DataFormatException e) {
      return Optional.empty();
    }
    return length <= most ? Optional.of(Arrays.copyOf(inflated, length)) : Optional.empty();
  }
}
