package dev.rolecall.sigv4.key;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an ECDSA signature of Signature Version 4A: lower-case hex of the DER of two integers (RFC
 * 3279, section 2.2.3). Only the one encoding that DER allows is read, so that a signature has one
 * text.
 */
final class DerSignature {
  private static final int NUMBER = 32;
  private static final int SEQUENCE_TAG = 0x30;
  private static final int INTEGER_TAG = 0x02;
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2}){8,72}");

  private final byte[] der;
  private final byte[] pair = new byte[2 * NUMBER];
  private int position;

  private DerSignature(byte[] der) {
    this.der = der;
  }

  /** The two numbers side by side, 32 bytes each; empty where {@code hex} is no signature. */
  static Optional<byte[]> pair(String hex) {
    // The length first: a pattern need not look at a long text.
    if (hex.length() > 2 * 72 || !HEX.matcher(hex).matches()) {
      return Optional.empty();
    }
    DerSignature signature = new DerSignature(HexFormat.of().parseHex(hex));
    return signature.read() ? Optional.of(signature.pair) : Optional.empty();
  }

  private boolean read() {
    return next() == SEQUENCE_TAG
        && next() == der.length - 2
        && integer(NUMBER)
        && integer(2 * NUMBER)
        && position == der.length;
  }

  /** Copies an integer so that it ends before {@code end}. */
  private boolean integer(int end) {
    if (next() != INTEGER_TAG) {
      return false;
    }
    int length = next();
    if (length < 1 || length > NUMBER + 1 || position + length > der.length) {
      return false;
    }
    boolean padded = length > 1 && der[position] == 0;
    if (der[position] < 0 || padded && der[position + 1] >= 0 || length > NUMBER && !padded) {
      return false; // Negative, longer than need be, or beyond 32 bytes.
    }
    int skipped = padded ? 1 : 0;
    int digits = length - skipped;
    System.arraycopy(der, position + skipped, pair, end - digits, digits);
    position += length;
    return true;
  }

  /** The next byte, or -1 at the end. */
  private int next() {
    return position < der.length ? der[position++] & 0xff : -1;
  }
}
